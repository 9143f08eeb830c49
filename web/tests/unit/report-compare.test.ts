import { describe, expect, it } from "vitest";
import type { AssessedRequirement, Check, Status } from "../../src/engine/types";
import { compareChecks } from "../../src/places/report/compare";

interface Sketch {
  status: Status;
  framework?: string;
  path?: string;
  quote?: string;
  line?: number;
}

function requirement(id: string, { status, framework = "n60", path, quote = "quote", line = 1 }: Sketch): AssessedRequirement {
  const evidence = path === undefined ? null : { path, start_line: line, end_line: line, headings: ["Plan"], quote };
  return {
    id, framework, clause: "1", title: id, strength: "must", level: "core", stage: "design", status,
    applies: { value: status === "not-applicable" ? "no" : "yes", because: [] },
    topics: [{ topic: "t", state: path === undefined ? "missing" : "shown", evidence }],
    in_expected_kind: true, missing_points: [], waiver: null, decision: null,
  };
}

function check(sketches: Record<string, Sketch>, catalogue = "a"): Check {
  const requirements = Object.entries(sketches).map(([id, sketch]) => requirement(id, sketch));
  const frameworks = [...new Set(requirements.map(({ framework }) => framework))].map((framework) => ({ framework, counts: {}, stages: {} }));
  return { version: 1, tool: { name: "medlint", version: "1", catalogue }, requirements, coverage: { frameworks } } as unknown as Check;
}

function kinds(before: Record<string, Sketch>, after: Record<string, Sketch>): Record<string, string> {
  return Object.fromEntries(compareChecks(check(before), check(after)).changes.map(({ requirement: { id }, kind }) => [id, kind]));
}

describe("two assessments", () => {
  it("tell what got better and what got worse", () => {
    expect(kinds({ a: { status: "missing" }, b: { status: "met" }, c: { status: "partly" } }, { a: { status: "planned" }, b: { status: "partly" }, c: { status: "partly" } })).toEqual({ a: "better", b: "worse" });
  });

  it("do not call a waiver or a person's turn better or worse", () => {
    expect(kinds({ a: { status: "missing" }, b: { status: "needs-a-person" } }, { a: { status: "waived" }, b: { status: "met" } })).toEqual({ a: "otherwise", b: "otherwise" });
  });

  it("tell what newly applies and what no longer does, also when only one knows it", () => {
    expect(kinds({ a: { status: "not-applicable" }, b: { status: "met" }, c: { status: "met" } }, { a: { status: "missing" }, b: { status: "not-applicable" }, d: { status: "met" } })).toEqual({ a: "applies", b: "no-longer", c: "no-longer", d: "applies" });
  });

  it("say nothing of what never applied", () => {
    expect(kinds({ a: { status: "not-applicable" } }, { b: { status: "not-applicable" } })).toEqual({});
  });

  it("notice other evidence, but not that lines moved", () => {
    expect(kinds({ a: { status: "met", path: "a.md" }, b: { status: "met", path: "a.md" } }, { a: { status: "met", path: "a.md", line: 40 }, b: { status: "met", path: "b.md" } })).toEqual({ b: "evidence" });
  });

  it("count for each framework and say where they cannot be compared", () => {
    const before = check({ a: { status: "met" }, b: { status: "missing" } }, "old");
    const after = check({ a: { status: "met" }, b: { status: "met" }, c: { status: "met", framework: "ig-nb" } }, "new");
    const { frameworks, total, met, otherCatalogue, onlyOnce } = compareChecks(before, after);
    expect(frameworks.map(({ framework, counts, met: both }) => [framework, counts.better, counts.applies, both])).toEqual([["n60", 1, 0, [1, 2]], ["ig-nb", 0, 1, [0, 1]]]);
    expect([total.better, total.applies, met, otherCatalogue, onlyOnce]).toEqual([1, 1, [1, 3], true, ["ig-nb"]]);
  });
});
