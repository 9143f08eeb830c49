/// <reference types="vitest/config" />
import { defineConfig, type Plugin } from "vite";
import { exampleSet } from "./example.ts";
import { contentSecurityPolicy } from "./hosting/headers.ts";
import { goodHost } from "./hosting/preview.ts";
import { offline } from "./offline/plugin.ts";

// Only in the built page: the development server needs inline styles and a web socket.
const strictPolicy: Plugin = {
  name: "medlint-content-security-policy",
  apply: "build",
  transformIndexHtml: {
    order: "post",
    handler: () => [
      {
        tag: "meta",
        attrs: { "http-equiv": "Content-Security-Policy", content: contentSecurityPolicy },
        injectTo: "head-prepend",
      },
    ],
  },
};

export default defineConfig({
  base: "./",
  plugins: [strictPolicy, exampleSet, offline, goodHost],
  build: {
    target: "es2022",
    // These know light-dark(), which would otherwise be spelled out.
    cssTarget: ["chrome123", "firefox120", "safari17.5"],
    // Inlined assets would be data: URLs, which the policy refuses for scripts, workers and modules.
    assetsInlineLimit: 0,
    // The polyfill is for browsers that cannot run this page anyway.
    modulePreload: { polyfill: false },
  },
  worker: { format: "es" },
  optimizeDeps: { exclude: ["medlint-wasm"] },
  server: { fs: { allow: [".", "../wasm/pkg"] } },
  test: { include: ["tests/unit/**/*.test.{ts,tsx}"], environment: "node" },
});
