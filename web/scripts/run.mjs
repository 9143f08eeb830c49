// Runs a TypeScript file: `node scripts/run.mjs scripts/icons.ts`.
import { resolve } from "node:path";
import { runnerImport } from "vite";

await runnerImport(resolve(process.argv[2]), { configFile: false, logLevel: "warn" });
