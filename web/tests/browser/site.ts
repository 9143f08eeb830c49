// Serves the built page from a folder of a host, as GitHub Pages does, for all tests of a run.
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { preview } from "vite";
import type { TestProject } from "vitest/node";
import { chromiumPath } from "./chromium.ts";

declare module "vitest" {
  interface ProvidedContext {
    site: string;
  }
}

const web = resolve(import.meta.dirname, "../..");
export const dist = resolve(process.env.MEDLINT_DIST ?? join(web, "dist"));

/** The address of the page and how to stop serving it. */
export async function serve(folder = dist): Promise<{ site: string; stop: () => Promise<void> }> {
  if (!existsSync(join(folder, "index.html"))) throw new Error(`${folder} has no index.html: build the page with npm run build`);
  const base = "/some/where/";
  const server = await preview({
    root: web,
    configFile: join(web, "vite.config.ts"),
    logLevel: "error",
    base,
    build: { outDir: folder },
    preview: { port: 0, host: "localhost" },
  });
  const address = server.httpServer.address();
  if (address === null || typeof address === "string") throw new Error("the preview server has no port");
  return { site: `http://localhost:${address.port}${base}`, stop: () => server.close() };
}

export default async function setup(project: TestProject) {
  console.log(`Chromium: ${chromiumPath()}, page: ${dist}`);
  const { site, stop } = await serve();
  project.provide("site", site);
  return stop;
}
