// Builds the service worker after the page: only then it is known which files the page has.
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join, relative, resolve, sep } from "node:path";
import { build, type Plugin, type ResolvedConfig } from "vite";

let config: ResolvedConfig;

export const offline: Plugin = {
  name: "medlint-offline",
  apply: "build",
  configResolved(resolved) {
    config = resolved;
  },
  closeBundle: {
    order: "post",
    sequential: true,
    async handler() {
      const folder = resolve(config.root, config.build.outDir);
      const files = await filesOf(folder);
      const worker = join(import.meta.dirname, "worker.ts");
      const hash = createHash("sha256").update(await readFile(worker));
      for (const file of files) hash.update(`\0${file}\0`).update(await readFile(join(folder, file)));
      await build({
        configFile: false,
        root: import.meta.dirname,
        publicDir: false,
        logLevel: "warn",
        define: { VERSION: JSON.stringify(hash.digest("hex").slice(0, 16)), FILES: JSON.stringify(files) },
        build: {
          outDir: folder,
          emptyOutDir: false,
          target: "es2022",
          lib: { entry: worker, formats: ["iife"], name: "medlintOffline", fileName: () => "service-worker.js" },
        },
      });
    },
  },
};

/** What the page needs: not the reference, which is kept page by page, and not what only others read. */
async function filesOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .filter((file) => !/^(reference\/|service-worker\.js$|robots\.txt$)/.test(file))
    .sort();
}
