/// <reference types="vitest/config" />
import { defineConfig, type Plugin } from "vite";

// The page may talk to its own origin and to nobody else. frame-ancestors has no effect in a <meta>, so it is only in the header.
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "font-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-src 'self' blob:",
].join("; ");

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
  plugins: [strictPolicy],
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
  preview: { headers: { "Content-Security-Policy": `${contentSecurityPolicy}; frame-ancestors 'self'` } },
  test: { include: ["tests/unit/**/*.test.{ts,tsx}"], environment: "node" },
});
