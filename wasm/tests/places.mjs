// Where things are, for all tests.
import { existsSync, readdirSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../../", import.meta.url));
export const wasm = join(root, "wasm");
/** What `cargo xtask web` makes. */
export const built = join(wasm, "pkg");
export const example = join(root, "examples/infusion-pump");
export const corpus = join(root, "tests/corpus/documents");

if (!existsSync(join(built, "package.json"))) throw new Error(`${built} is missing: cargo xtask web makes it`);

/** Paths of the files below a folder, from there, in the order of the command. */
export function filesBelow(folder) {
  return entriesBelow(folder, (entry) => entry.isFile());
}

/** Files and folders: whatever a link can lead to. */
export function allBelow(folder) {
  return entriesBelow(folder, () => true);
}

function entriesBelow(folder, wanted) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(wanted)
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .sort();
}
