// The engine in WebAssembly says what the command says, byte for byte: the example set, every document of the corpus
// alone, and all of them together.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { Workspace } from "../pkg/node.js";
import { allBelow, corpus, example, filesBelow, root } from "./places.mjs";

const medlint = process.env.MEDLINT ?? join(root, "target/release/medlint");
const today = "2026-01-01";

before(() => assert.ok(existsSync(medlint), `${medlint} is missing: build it, or name it in MEDLINT`));

/** What the command says in a folder of paths, or of the whole folder. */
function command(folder, word, paths, ...options) {
  const { status, stdout, stderr } = spawnSync(medlint, [word, "--format", "json", ...options, ...paths], {
    cwd: folder,
    encoding: "utf8",
    maxBuffer: 1 << 30,
  });
  assert.ok(status === 0 || status === 1, `medlint ${word} in ${folder} ended with ${status}: ${stderr}`);
  return stdout;
}

/** A workspace with the same files. */
function workspace(folder, paths) {
  const made = new Workspace();
  const toml = join(folder, "medlint.toml");
  if (existsSync(toml)) assert.deepEqual(made.configure(readFileSync(toml, "utf8")), []);
  for (const path of paths) made.put(path, readFileSync(join(folder, path)));
  return made;
}

/** Says where the first difference is: the texts are megabytes. */
function same(ours, theirs, what) {
  if (ours === theirs) return;
  let at = 0;
  while (ours[at] === theirs[at]) at++;
  const around = (text) => JSON.stringify(text.slice(Math.max(0, at - 80), at + 80));
  assert.fail(`${what} differs at ${at}:\n  package ${around(ours)}\n  command ${around(theirs)}`);
}

function compare(folder, paths, named) {
  const made = workspace(folder, paths);
  try {
    same(made.scanJson(), command(folder, "scan", named), `scan of ${named}`);
    const files = allBelow(folder);
    const whole_set = named.length === 1 && named[0] === ".";
    same(made.checkJson({ today, files, whole_set }), command(folder, "check", named, "--today", today), `check of ${named}`);
  } finally {
    made.free();
  }
}

// In folders of their own, so that neither .gitignore nor the medlint.toml of this repository has a say.
const folder = mkdtempSync(join(tmpdir(), "medlint-parity-"));
after(() => rmSync(folder, { recursive: true }));
const isDocument = (path) => /\.(md|markdown|txt|rst|adoc)$/.test(path);

test("the example set", () => compare(example, filesBelow(example).filter(isDocument), ["."]));

test("every document of the corpus alone", () => {
  const paths = readdirSync(corpus).filter((path) => !path.endsWith(".docx"));
  assert.ok(paths.length > 90);
  for (const path of paths) {
    copyFileSync(join(corpus, path), join(folder, path));
    compare(folder, [path], [path]);
  }
});

test("the whole corpus as one set", () => {
  const paths = filesBelow(corpus).filter(isDocument);
  for (const path of paths) copyFileSync(join(corpus, path), join(folder, path));
  compare(folder, paths, ["."]);
});

test("a binary file is refused by both", () => {
  const path = readdirSync(corpus).find((name) => name.endsWith(".docx"));
  const made = new Workspace();
  assert.deepEqual(made.put(path, readFileSync(join(corpus, path))), { read: false, path, reason: "binary" });
  assert.deepEqual(made.paths(), []);
});

test("the self-test", () => {
  const { status, stdout, stderr } = spawnSync(medlint, ["selftest", "--no-date", "--format", "json"], { encoding: "utf8", maxBuffer: 1 << 30 });
  assert.equal(status, 0, stderr);
  const made = new Workspace();
  const { sha256: program, platform } = JSON.parse(stdout).program;
  same(made.selftest({ program, platform }).json, stdout, "self-test");
  made.free();
});
