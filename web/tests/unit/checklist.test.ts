import { Workspace } from "medlint-wasm";
import { describe, expect, it } from "vitest";
import type { Status } from "../../src/engine/types";
import { passes, readFilters } from "../../src/places/checklist/filters";
import { chapter, clauses, groupRows } from "../../src/places/checklist/groups";
import { count, isHidden, isOpen, rowsOf } from "../../src/places/checklist/rows";
import { finds, fold, highlight, makeIndex, wordsOf } from "../../src/places/checklist/search";
import { blocksOf } from "../../src/places/checklist/Showing";
import { citation, draftOf, foundOf, keep, owners, problemOf, type Draft } from "../../src/places/checklist/verdicts";
import { toConfig } from "../../src/state/config";
import { newProject, withDecision, withFact, withNotApplicable } from "../../src/state/project";

const workspace = new Workspace();
const catalogue = workspace.catalogue();
const project = withFact(newProject("Pump"), "networked", false);
const assess = (of = project) => {
  workspace.configure(workspace.writeConfig(toConfig(of)));
  return rowsOf(catalogue, workspace.check({ today: "2026-11-22" }), workspace.applicability({ ...of.facts }), of);
};
const rows = assess();
const ids = (params: Record<string, string>) => rows.filter((row) => passes(row, readFilters(params))).map(({ id }) => id);

describe("rows", () => {
  it("join catalogue, check and project", () => {
    expect(rows).toHaveLength(catalogue.requirements.length);
    expect(rows.filter(({ inScope }) => inScope)).toHaveLength(rows.filter(({ assessed }) => assessed).length);
    const hidden = rows.filter((row) => row.inScope && isHidden(row));
    expect(hidden.length).toBeGreaterThan(5);
    expect(hidden.every(({ status, applies }) => status === "not-applicable" && applies.because.includes("networked"))).toBe(true);
    expect(isOpen(hidden[0]!)).toBe(false);
  });
  it("count what applies", () => {
    const counts = count(rows.filter((row) => row.inScope));
    expect(counts["not-applicable"]).toBeUndefined();
    expect(counts.missing).toBeGreaterThan(800);
  });
  it("say what there is before the first check", () => {
    const early = rowsOf(catalogue, undefined, workspace.applicability({}), newProject(""));
    expect(early.every(({ status }) => status === undefined)).toBe(true);
    expect(early.every(isHidden)).toBe(false);
  });
});

describe("filters", () => {
  it("hide what does not apply until it is asked for", () => {
    const all = ids({ hidden: "1" });
    expect(ids({}).length).toBeLessThan(all.length);
    expect(all.length).toBe(rows.filter(({ inScope }) => inScope).length);
  });
  it("take several values and combine", () => {
    const two = ids({ framework: "imdrf-n60,ig-nb" });
    expect(two).toEqual([...ids({ framework: "imdrf-n60" }), ...ids({ framework: "ig-nb" })]);
    expect(ids({ framework: "imdrf-n60", level: "core", strength: "must" }).length).toBeLessThan(two.length);
    expect(ids({ status: "met" })).toEqual([]);
    expect(ids({ mine: "1" })).toEqual([]);
    expect(ids({ open: "1", hidden: "1" })).toEqual(ids({ open: "1" }));
    expect(ids({ fact: "cloud" }).length).toBeGreaterThan(3);
  });
  it("fall back on what is known", () => {
    expect(readFilters({ group: "colour" }).group).toBe("clause");
    expect(readFilters({ group: "topic", open: "1" })).toMatchObject({ group: "topic", open: true, mine: false });
  });
});

describe("search", () => {
  const index = makeIndex(catalogue);
  const found = (query: string) => catalogue.requirements.filter(({ id }) => finds(index.get(id), wordsOf(query))).map(({ id }) => id);
  it("knows neither case nor accents, and keeps places", () => {
    expect(fold("Prüfung ÉCHEC ﬁ ß")).toBe("prufung echec ﬁ ß");
    expect(fold("Straße")).toHaveLength(6);
    expect(found("SBOM")).toEqual(found("sbóm"));
  });
  it("finds by title, id, clause and topic, all words at once", () => {
    expect(found("n60-5.2-a")).toContain("N60-5.2-a");
    expect(found("transport-encryption").length).toBeGreaterThan(0);
    expect(found("vulnerability disclosure").length).toBeLessThan(found("vulnerability").length);
    expect(found("")).toHaveLength(catalogue.requirements.length);
  });
  it("shows where", () => {
    expect(highlight("Über Updates", ["uber", "dat"])).toEqual([
      { text: "Über", hit: true }, { text: " Up", hit: false }, { text: "dat", hit: true }, { text: "es", hit: false },
    ]);
    expect(highlight("Text", [])).toEqual([{ text: "Text", hit: false }]);
  });
});

describe("groups", () => {
  it("have every requirement", () => {
    for (const by of ["clause", "stage", "kind", "topic"] as const) {
      const groups = groupRows(rows, by, catalogue);
      expect(new Set(groups.map(({ id }) => id)).size, by).toBe(groups.length);
      expect(new Set(groups.flatMap(({ rows }) => rows.map(({ id }) => id))).size, by).toBe(rows.length);
      expect(groups.length, by).toBeLessThan(150);
    }
  });
  it("stand in the order of the catalogue", () => {
    const stages = catalogue.words.stages.map(({ id }) => id as string);
    expect(groupRows(rows, "stage", catalogue).map(({ id }) => id)).toEqual(stages);
  });
  it("of clauses are the chapters of the source", () => {
    expect(chapter({ section: "Design principles: secure communications" })).toBe("Design principles");
    expect(chapter({ section: "Instructions for use, MDR 23.4(g)" })).toBe("Instructions for use");
    expect(chapter({ section: "IT security, information security, operation security" })).toBe("IT security, information security, operation security");
    const n60 = groupRows(rows, "clause", catalogue)[0]!;
    expect(n60.above).toContain("N60");
    expect(clauses(rows.filter(({ id }) => id === "N60-4.2-a"))).toBe("4.2");
    expect(clauses(rows.filter(({ id }) => id === "GSPR-1"))).toBe("");
  });
});

describe("verdicts", () => {
  const empty: Draft = { choice: "found", reason: "", evidence: "", note: "", owner: "" };
  const id = "N60-4.2-a";
  it("need a ground as the engine does", () => {
    // What the engine does not count is what the form does not keep, and the other way round.
    const bare = withDecision(newProject(""), id, { status: "met" });
    expect(assess(bare).find((row) => row.id === id)!.status).toBe("missing");
    expect(problemOf({ ...empty, choice: "met" }, "missing")).toBe("reasonOrEvidence");
    expect(problemOf({ ...empty, choice: "met", evidence: "QMS-1" }, "missing")).toBeUndefined();
    expect(problemOf({ ...empty, choice: "met" }, "met")).toBeUndefined();
    expect(problemOf({ ...empty, choice: "met" }, "needs-a-person")).toBe("reasonOrEvidence");
    expect(problemOf({ ...empty, choice: "missing" }, "needs-a-person")).toBeUndefined();
  });
  it("need a reason to overrule and to exempt; blanks are none", () => {
    expect(problemOf({ ...empty, choice: "partly", evidence: "x" }, "met")).toBe("overruled");
    expect(problemOf({ ...empty, choice: "missing", reason: "only a plan" }, "met")).toBeUndefined();
    expect(problemOf({ ...empty, choice: "not-applicable", reason: "  " }, "missing")).toBe("reason");
    expect(problemOf(empty, "missing")).toBeUndefined();
  });
  it("are kept as decision or exemption, never both, and taken back", () => {
    const decided = keep(newProject(""), id, { ...empty, choice: "met", evidence: "QMS-1", owner: "Priya" }, "2026-11-22");
    expect(decided.decisions[id]).toEqual({ status: "met", evidence: "QMS-1", owner: "Priya", date: "2026-11-22" });
    expect(draftOf(decided, id)).toEqual({ ...empty, choice: "met", evidence: "QMS-1", owner: "Priya" });
    const exempt = keep(decided, id, { ...empty, choice: "not-applicable", reason: "no data" }, "2026-11-22");
    expect(exempt.decisions[id]).toBeUndefined();
    expect(exempt.notApplicable[id]).toEqual({ reason: "no data", date: "2026-11-22" });
    const back = keep(exempt, id, empty);
    expect([back.decisions, back.notApplicable]).toEqual([{}, {}]);
    expect(owners(decided)).toEqual(["Priya"]);
  });
  it("keep an end that was imported", () => {
    const imported = withNotApplicable(newProject(""), id, { reason: "old", expires: "2027-01-01" });
    expect(keep(imported, id, { ...draftOf(imported, id), reason: "new" }, "2026-11-22").notApplicable[id]).toEqual({
      reason: "new", expires: "2027-01-01", date: "2026-11-22",
    });
  });
  it("know what the documents alone give", () => {
    const decided = withDecision(newProject(""), id, { status: "met", evidence: "QMS-1" });
    const row = assess(decided).find((one) => one.id === id)!;
    expect(row.decided).toBe(true);
    expect(row.status).toBe("met" satisfies Status);
    expect(foundOf(row.assessed)).toBe("missing");
    const waived = assess(withNotApplicable(newProject(""), id, { reason: "no" })).find((one) => one.id === id)!;
    expect(waived.status).toBe("waived");
    expect(foundOf(waived.assessed)).toBeUndefined();
  });
  it("cite documents by path and section", () => {
    expect(citation({ path: "a.md", headings: ["Title", "4 Keys"] })).toBe("a.md, 4 Keys");
    expect(citation({ path: "a.md", headings: [] })).toBe("a.md");
  });
});

describe("examples", () => {
  it("are headings, paragraphs and lines", () => {
    expect(blocksOf("### Head\n\nOne\ntwo **bold**.\n\n- a\n- b")).toEqual([
      { sort: "heading", text: "Head" }, { sort: "text", text: "One two bold." }, { sort: "lines", text: "- a\n- b" },
    ]);
  });
});
