import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig, runnerImport, type Plugin } from "vite";

/** Builds the reference into `dist/reference`, beside the application. */
const here = dirname(fileURLToPath(import.meta.url));

const pages: Plugin = {
  name: "medlint-reference",
  async generateBundle() {
    const { module } = await runnerImport<typeof import("./build")>(join(here, "build.ts"));
    for (const [fileName, source] of module.files) this.emitFile({ type: "asset", fileName, source });
  },
};

export default defineConfig({
  root: here,
  publicDir: false,
  logLevel: "warn",
  plugins: [pages],
  build: {
    outDir: join(here, "../dist/reference"),
    emptyOutDir: true,
    target: "es2022",
    // Browsers of the application know light-dark().
    cssTarget: ["chrome123", "firefox120", "safari17.5"],
    // A classic script runs for files on a disk, too; a module does not.
    lib: {
      entry: join(here, "search/browser.ts"),
      formats: ["iife"],
      name: "medlintReferenceSearch",
      fileName: () => "search.js",
      cssFileName: "reference",
    },
    // Writing 1,300 pages is the work; there is nothing to find out about it.
    rolldownOptions: { checks: { pluginTimings: false } },
  },
});
