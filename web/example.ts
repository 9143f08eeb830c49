// Puts the example set of the repository beside the page: `example/manifest.json` and the files that it names.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";

const root = new URL("../examples/infusion-pump/", import.meta.url).pathname;

/** By path below `example/`. The README of the example is about it and no document of the device. */
export function exampleFiles(): Map<string, Uint8Array> {
  const paths = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length).replaceAll("\\", "/"))
    .filter((path) => path !== "README.md")
    .sort();
  const files = new Map(paths.map((path) => [path, new Uint8Array(readFileSync(root + path))]));
  const manifest = { files: [...files].map(([path, bytes]) => ({ path, size: bytes.length })) };
  return new Map([["manifest.json", new TextEncoder().encode(JSON.stringify(manifest))], ...files]);
}

export const exampleSet: Plugin = {
  name: "medlint-example-set",
  generateBundle() {
    for (const [path, source] of exampleFiles()) this.emitFile({ type: "asset", fileName: `example/${path}`, source });
  },
  configureServer(server) {
    server.middlewares.use((request, response, next) => {
      const path = /\/example\/([^?]+)/.exec(request.url ?? "")?.[1];
      const bytes = path === undefined ? undefined : exampleFiles().get(decodeURIComponent(path));
      if (bytes) response.end(bytes);
      else next();
    });
  },
};
