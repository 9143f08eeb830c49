import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  root: fileURLToPath(new URL("../..", import.meta.url)),
  test: {
    include: ["tests/browser/*.test.ts"],
    globalSetup: ["tests/browser/site.ts"],
    // Each file has a Chromium of its own; more of them than cores would only measure each other.
    maxWorkers: 2,
    // A machine with other work can starve a browser for seconds; what fails twice is broken.
    retry: 1,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
