import { describe, expect, it } from "vitest";
import { exampleFiles } from "../../example";
import { cleanPath, extensionOf, folderOf, freePath, nameOf } from "../../src/places/documents/add/paths";
import { LIMITS, sortOut, tooMuch, type Candidate } from "../../src/places/documents/add/sortOut";
import { withPath } from "../../src/places/documents/actions";
import { filterRows, rowsOf, sortRows, type Row } from "../../src/places/documents/list/rows";
import type { Check } from "../../src/engine/types";
import type { Scan } from "../../src/state/live";
import { newProject, withKind, withText } from "../../src/state/project";

const file = (path: string, size = 10, chosen = false): Candidate => ({ path, size, chosen, read: async () => new Uint8Array(size) });
const paths = (files: readonly { path: string }[]) => files.map(({ path }) => path);

describe("paths", () => {
  it("are relative and have no steps upwards", () => {
    expect(cleanPath("/docs//plans/./risk.md")).toBe("docs/plans/risk.md");
    expect(cleanPath("C:\\Docs\\..\\risk.md")).toBe("Docs/risk.md");
    expect(cleanPath(" ../ ")).toBe("");
    expect(cleanPath("Pru\u0308fung.md")).toBe("Prüfung.md");
  });
  it("have folder, name and ending", () => {
    expect([folderOf("a/b/c.MD"), nameOf("a/b/c.MD"), extensionOf("a/b/c.MD")]).toEqual(["a/b/", "c.MD", "md"]);
    expect([folderOf("c"), extensionOf(".hidden"), extensionOf("a.b/c")]).toEqual(["", "", ""]);
  });
  it("are made free with a number before the ending", () => {
    const taken = new Set(["a/plan.md", "a/plan (2).md", "README"]);
    const free = (path: string) => freePath(path, (other) => taken.has(other));
    expect([free("a/plan.md"), free("README"), free("new.md")]).toEqual(["a/plan (3).md", "README (2)", "new.md"]);
  });
});

describe("sorting out files", () => {
  it("takes texts, says which formats it does not read, and leaves alone what programs keep for themselves", () => {
    const { documents, refused } = sortOut(["a.md", "b.TXT", "c.rst", "plan.docx", "scan.pdf", ".git/config.md", "x/node_modules/y.md", ".DS_Store", "data.bin2"].map((path) => file(path)));
    expect(paths(documents)).toEqual(["a.md", "b.TXT", "c.rst"]);
    expect(refused).toEqual([
      { path: "plan.docx", reason: "format" },
      { path: "scan.pdf", reason: "format" },
      { path: "data.bin2", reason: "format" },
    ]);
  });
  it("tries a file of an unknown kind when it was chosen itself", () => {
    expect(paths(sortOut([file("CHANGES", 10, true), file("notes.log", 10, true), file("plan.docx", 10, true)]).documents)).toEqual(["CHANGES", "notes.log"]);
  });
  it("refuses what is too large, alone or together, and too many", () => {
    expect(sortOut([file("a.md", 60e6)]).refused).toEqual([{ path: "a.md", reason: "too-large" }]);
    const many = (count: number, size: number) => sortOut(Array.from({ length: count }, (_, n) => file(`${n}.md`, size)));
    expect(tooMuch(many(500, 1e4))).toBeUndefined();
    expect(tooMuch(many(LIMITS.documents + 1, 10))).toBe("files");
    expect(tooMuch(many(30, 1e7))).toBe("bytes");
  });
  it("counts paths from the folder of the outermost medlint.toml", () => {
    const { config, documents, refused } = sortOut(["pump/docs/a.md", "pump/medlint.toml", "pump/docs/medlint.toml", "else.md"].map((path) => file(path)));
    expect(config?.path).toBe("pump/medlint.toml");
    expect(paths(documents)).toEqual(["docs/a.md", "else.md"]);
    expect(refused).toEqual([{ path: "docs/medlint.toml", reason: "config" }]);
  });
  it("takes all of the example", () => {
    const files = [...exampleFiles()].filter(([path]) => path !== "manifest.json").map(([path, bytes]) => file(path, bytes.length));
    const { documents, config, refused } = sortOut(files);
    expect(documents).toHaveLength(12);
    expect(config?.path).toBe("medlint.toml");
    expect(refused).toEqual([]);
  });
});

describe("a document under another path", () => {
  const project = withKind(withText(withText(newProject("P"), "a.md", "A"), "b.md", "B"), "a.md", "sbom");
  it("keeps its text and what it is", () => {
    const renamed = withPath(project, "a.md", "x/c.md");
    expect(renamed.documents.map(({ path, content }) => [path, content])).toEqual([["b.md", "B"], ["x/c.md", "A"]]);
    expect(renamed.kinds).toEqual({ "x/c.md": "sbom" });
  });
  it("never takes the path of another one", () => {
    expect(withPath(project, "a.md", "b.md")).toBe(project);
  });
});

describe("rows", () => {
  const project = ["a.md", "b.md", "c.md", "d.md"].reduce((p, path) => withText(p, path, ""), newProject("P"));
  const scan = (path: string, empty = false): [string, Scan] => [path, { read: true, path, empty, notices: [], document: { path, format: "markdown", title: `Title ${path}`, kind: { value: "sbom", because: "title" }, topics: {} } }];
  const check = {
    documents: [{ path: "a.md", title: "Plan", kind: { value: "pms", because: "title" } }, { path: "b.md", title: null, kind: { value: "sbom", because: "config" } }],
    coverage: { documents: [{ path: "a.md", expected: 4, shown: 1, partly: 2, blanks: 3 }, { path: "b.md", expected: 4, shown: 4, partly: 0, blanks: 0 }] },
    findings: [{ path: "a.md", severity: "warning" }, { path: "a.md", severity: "warning" }, { path: "b.md", severity: "error" }, { path: null, severity: "error" }],
  } as unknown as Check;
  const rows = rowsOf(project, check, new Map([scan("a.md"), scan("b.md"), scan("c.md", true)]));
  const title = (id: string) => ({ pms: "Post-market plan", sbom: "Bill of materials" })[id] ?? id;

  it("have the figures of the check and say what has none", () => {
    expect(rows.map(({ path, standing, shown, blanks, findings }) => [path, standing, shown, blanks, findings.warning])).toEqual([
      ["a.md", "read", 1, 3, 2],
      ["b.md", "read", 4, 0, 0],
      ["c.md", "empty", 0, 0, 0],
      ["d.md", "waiting", 0, 0, 0],
    ]);
    expect(rowsOf(project, check, new Map([scan("d.md")])).at(-1)?.standing).toBe("left-out");
  });
  it("are filtered by words of path, title and kind", () => {
    const found = (filter: string) => paths(filterRows(rows, filter, title));
    expect([found("market PLAN"), found("bill"), found("c.md title"), found("  ")]).toEqual([["a.md"], ["b.md", "c.md"], ["c.md"], ["a.md", "b.md", "c.md", "d.md"]]);
  });
  it("are sorted, errors before any number of warnings", () => {
    const order = (by: Parameters<typeof sortRows>[1]["by"], down: boolean) => paths(sortRows(rows.slice(0, 2) as Row[], { by, down }, title));
    expect([order("findings", true), order("topics", false), order("blanks", true), order("kind", false), order("path", true)]).toEqual([
      ["b.md", "a.md"], ["a.md", "b.md"], ["a.md", "b.md"], ["b.md", "a.md"], ["b.md", "a.md"],
    ]);
  });
});
