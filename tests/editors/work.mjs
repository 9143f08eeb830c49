// What the tests in all editors work with: a copy of the example in which a document lacks a section, and the program that is tested.
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** The document that lacks a section, the section, and what medlint says about that. */
export const gap = {
  path: "docs/risk/threat-model.md",
  heading: "## 3 Assets",
  next: "## 4 ",
  topic: "Assets to protect",
  id: "asset-inventory",
  /** The code action that mends it, and the heading that this inserts. */
  action: 'Insert section "Assets"',
  title: "Assets",
  code: "M101",
  /** A statement that shows a topic, and which. */
  shows: { text: "We applied STRIDE to every data flow", topic: "Threat model" },
};

/**
 * A folder to work in, with the example and the gap in it.
 * @returns {{ place: string, folder: string, remove: () => void }} `place` is for further files of a test, `folder` has the documents
 */
export function exampleWithGap() {
  const place = mkdtempSync(join(tmpdir(), "medlint-editors-"));
  const folder = join(place, "documents");
  cpSync(join(ROOT, "examples", "infusion-pump"), folder, { recursive: true });
  const path = join(folder, gap.path);
  const text = readFileSync(path, "utf8");
  const from = text.indexOf(gap.heading);
  const to = text.indexOf(gap.next);
  if (from < 0 || to < from) throw new Error(`${gap.path} of the example has no section "${gap.heading}" any more`);
  writeFileSync(path, text.slice(0, from) + text.slice(to));
  return { place, folder, remove: () => rmSync(place, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }) };
}

/**
 * The line of a text in a document, 1-based.
 * @param {string} path
 * @param {string} text
 */
export function lineOf(path, text) {
  const lines = readFileSync(path, "utf8").split("\n");
  const index = lines.findIndex((line) => line.includes(text));
  if (index < 0) throw new Error(`${path} does not say "${text}"`);
  return index + 1;
}

/** The command that is tested: what MEDLINT names, else the workspace's own build. */
export function medlint() {
  const path = resolve(process.env.MEDLINT || join(ROOT, "target", "release", "medlint"));
  if (!existsSync(path)) throw new Error(`no medlint at ${path}: cargo build --release -p medlint, or name yours in MEDLINT`);
  return path;
}

/**
 * An environment in which `medlint` is the tested command and nothing of the person who runs the test is read.
 * @param {string} place a folder of the test's own
 */
export function environment(place) {
  const bin = join(place, "bin");
  const home = join(place, "home");
  mkdirSync(bin, { recursive: true });
  mkdirSync(home, { recursive: true });
  symlinkSync(medlint(), join(bin, "medlint"));
  return {
    ...process.env,
    PATH: `${bin}${delimiter}${process.env.PATH ?? ""}`,
    HOME: home,
    XDG_CONFIG_HOME: join(home, ".config"),
    XDG_DATA_HOME: join(home, ".local", "share"),
    XDG_STATE_HOME: join(home, ".local", "state"),
    XDG_CACHE_HOME: join(home, ".cache"),
  };
}
