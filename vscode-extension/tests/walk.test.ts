import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { hiddenNames, includePatterns, isDocument } from "../src/files/names";
import { hasDocuments, walk, type Root } from "../src/files/walk";

let folder = "";
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "medlint-walk-"))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function put(files: Record<string, string>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

function disk(above: { way: string; text: string }[] = []): Root {
  return {
    async list(path) {
      return readdirSync(join(folder, path)).map((name) => ({ name, kind: statSync(join(folder, path, name)).isDirectory() ? "folder" : "file" }));
    },
    async read(path) {
      try {
        return readFileSync(join(folder, path), "utf8");
      } catch {
        return undefined;
      }
    },
    ignoredAbove: async () => above,
  };
}

describe("names", () => {
  test("documents by extension, but not licences and lists for machines", () => {
    for (const name of ["a.md", "docs/B.MARKDOWN", "c.qmd", "notes.txt", "x.rst", "y.adoc"]) expect(isDocument(name), name).toBe(true);
    for (const name of ["a.html", "md", "LICENSE.md", "requirements.txt", "requirements-dev.txt", "docs/CMakeLists.txt", "NOTICE.txt"]) expect(isDocument(name), name).toBe(false);
    expect(isDocument("LICENSE.md", ["docs/**", "license.md"])).toBe(true);
  });

  test("patterns of medlint.toml, in any of its spellings", () => {
    expect(includePatterns('[documents]\ninclude = ["docs/**/*.md", ".github/SECURITY.md"] # "not.md"')).toEqual(["docs/**/*.md", ".github/SECURITY.md"]);
    expect(includePatterns("[documents]\ninclude = [\n  'a[b].md', # \"x\"\n  \"b.md\",\n]\n")).toEqual(["a[b].md", "b.md"]);
    expect(includePatterns('# include = ["a"]\n[documents]\nexclude = ["b"]')).toEqual([]);
    expect(includePatterns("include = [broken")).toEqual([]);
    expect([...hiddenNames(["./.github/x.md", "../a/.b/c.md"])]).toEqual([".github", ".b"]);
  });
});

describe("walk", () => {
  test("leaves out what is ignored, hidden, foreign, or a set of its own", async () => {
    put({
      "medlint.toml": '[documents]\ninclude = ["**/*.md", ".github/SECURITY.md"]\n',
      ".gitignore": "build/\n*.tmp.md\n!keep.tmp.md\n",
      "README.md": "",
      "docs/a.md": "",
      "docs/x.tmp.md": "",
      "docs/keep.tmp.md": "",
      "docs/.gitignore": "secret.md\n/only-here.md\n",
      "docs/secret.md": "",
      "docs/deep/secret.md": "",
      "docs/only-here.md": "",
      "docs/deep/only-here.md": "",
      "docs/picture.png": "",
      "build/out.md": "",
      "node_modules/x/README.md": "",
      ".github/SECURITY.md": "",
      ".github/other.md": "",
      ".hidden/a.md": "",
      "second/medlint.toml": "",
      "second/docs/b.md": "",
    });
    const { listing } = await walk(disk());
    expect(listing.files).toEqual([".github/SECURITY.md", ".github/other.md", "README.md", "docs/a.md", "docs/deep/only-here.md", "docs/keep.tmp.md"]);
    expect(listing.configs).toEqual(["medlint.toml", "second/medlint.toml"]);
    expect(listing.others).toEqual(["docs/picture.png"]);
  });

  test("reads the same documents as the command", async () => {
    put({
      ".gitignore": "out\n/docs/draft-*\n!docs/draft-2.md\n\\#a.md\n**/gen/*.md\nTmp/\n",
      "docs/draft-1.md": "x", "docs/draft-2.md": "x", "docs/sub/draft-3.md": "x",
      "out/a.md": "x", "docs/out/b.md": "x", "#a.md": "x", "docs/gen/a.md": "x", "docs/gen/b.txt": "x",
      "tmp/a.md": "x", "LICENSE.md": "x", "requirements.txt": "x", "a b/ü.md": "x", "docs/c.MD": "x",
      "sub/medlint.toml": "", "sub/d.md": "x",
    });
    const command = join(import.meta.dirname, "../../target/release/medlint");
    const run = spawnSync(command, ["scan", "--format", "json", folder], { encoding: "utf8" });
    expect(run.error, `${command} is needed; \`cargo build --release -p medlint\` makes it`).toBeUndefined();
    const expected = (JSON.parse(run.stdout) as { documents: { path: string }[] }).documents.map(({ path }) => path);
    const { listing } = await walk(disk());
    const names = expected.map((path) => path.slice(path.indexOf(folder) < 0 ? 0 : folder.length + 1)).sort();
    expect(listing.files).toEqual(names);
  });

  test("a .gitignore above the folder counts for what is below", async () => {
    put({ "a.md": "", "b.md": "", "c/b.md": "" });
    const above = [{ way: "docs", text: "/docs/b.md\n" }];
    expect((await walk(disk(above))).listing.files).toEqual(["a.md", "c/b.md"]);
  });

  test("knows of files that come later whether they count", async () => {
    put({ ".gitignore": "build/\n", "docs/a.md": "", "second/medlint.toml": "" });
    const { accepts } = await walk(disk());
    for (const path of ["docs/new.md", "quite/new/folder/b.txt"]) expect(accepts(path), path).toBe(true);
    for (const path of ["build/new.md", "docs/build/x.md", "second/b.md", ".git/a.md", "node_modules/a.md", "docs/a.png"]) expect(accepts(path), path).toBe(false);
  });

  test("a folder that cannot be read is passed over", async () => {
    put({ "a.md": "", "locked/b.md": "" });
    const root = disk();
    const list = root.list;
    root.list = async (path) => (path === "locked" ? undefined : list(path));
    expect((await walk(root)).listing.files).toEqual(["a.md"]);
  });

  test("says whether there is anything at all", async () => {
    put({ "src/main.c": "", "LICENSE.md": "" });
    expect(await hasDocuments(disk())).toBe(false);
    put({ "deep/er/medlint.toml": "" });
    expect(await hasDocuments(disk())).toBe(true);
  });
});
