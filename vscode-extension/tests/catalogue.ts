// The assessment of the example documents, as the engine makes it.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { initSync, Workspace } from "../../wasm/pkg/medlint_wasm.js";
import type { Catalogue, Check } from "../../wasm/src/types";
import type { Scan } from "../src/client/protocol";
import { Titles } from "../src/model/titles";

const ROOT = join(import.meta.dirname, "../..");
export const EXAMPLE = join(ROOT, "examples/infusion-pump");

initSync({ module: readFileSync(join(ROOT, "wasm/pkg/medlint_wasm_bg.wasm")) });

export interface Assessed {
  check: Check;
  scan: Scan;
  html: string;
}

/** Of the example, with texts changed or added before. */
export function assess(changes: Record<string, string> = {}): Assessed {
  const workspace = new Workspace();
  workspace.configure(changes["medlint.toml"] ?? readFileSync(join(EXAMPLE, "medlint.toml"), "utf8"));
  for (const path of filesBelow(EXAMPLE)) if (path.endsWith(".md")) workspace.put(path, readFileSync(join(EXAMPLE, path)));
  for (const [path, text] of Object.entries(changes)) if (path.endsWith(".md")) workspace.put(path, new TextEncoder().encode(text));
  const options = { today: "2026-11-22" };
  return { check: workspace.check(options), scan: JSON.parse(workspace.scanJson()) as Scan, html: workspace.report("html", options) };
}

export function titles(): Titles {
  return new Titles(new Workspace().catalogue() as Catalogue);
}

export function filesBelow(folder: string, base = folder): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesBelow(path, base) : [relative(base, path).replaceAll("\\", "/")];
  });
}
