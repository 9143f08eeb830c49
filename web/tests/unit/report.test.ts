import { describe, expect, it } from "vitest";
import type { Action, AssessedRequirement, Catalogue, Check, Counts } from "../../src/engine/types";
import { fileName } from "../../src/parts/download";
import { decidedOf } from "../../src/places/report/decided";
import { byPlace, gapsOf } from "../../src/places/report/gaps";
import { findingsBySeverity, groupsOf, heatOf, openOf, shareOf } from "../../src/places/report/model";
import { readAssessment } from "../../src/state/assessment";

const none: Counts = {
  applicable: 0, met: 0, justified: 0, partly: 0, elsewhere: 0, planned: 0, "denied-with-reason": 0, denied: 0, placeholder: 0,
  missing: 0, waived: 0, "needs-a-person": 0, "not-applicable": 0,
};
const counts: Counts = { ...none, applicable: 10, met: 3, justified: 1, partly: 1, planned: 1, missing: 1, waived: 1, "needs-a-person": 1, "denied-with-reason": 1 };

describe("figures", () => {
  it("are the groups of the engine's reports and make up all that applies", () => {
    expect(groupsOf(counts)).toEqual({ met: 4, begun: 2, lacking: 1, person: 2, waived: 1 });
    expect(openOf(counts)).toBe(3);
  });

  it("count the share without what is waived", () => {
    expect(shareOf(counts)).toBeCloseTo(4 / 9);
    expect(shareOf({ ...none, applicable: 1, waived: 1 })).toBe(1);
  });

  it("have cells only where something applies", () => {
    const coverage = { frameworks: [{ framework: "a", counts, stages: { risk: counts, design: none } }, { framework: "b", counts: none, stages: {} }] };
    const { stages, rows } = heatOf({ coverage } as unknown as Check, ["concept", "design", "risk"]);
    expect(stages).toEqual(["risk"]);
    expect(rows.map(({ framework, squares }) => [framework, squares.length])).toEqual([["a", 1]]);
  });

  it("put the worst findings first", () => {
    const findings = ["info", "error", "info"].map((severity) => ({ severity })) as Check["findings"];
    expect(findingsBySeverity(findings).map(({ severity, findings: all }) => [severity, all.length])).toEqual([["error", 1], ["info", 2]]);
  });
});

const catalogue = {
  topics: [{ id: "backup", title: "Backup", shown_when: "says how to restore", not_enough: "" }],
  kinds: [{ id: "recovery-plan", title: "Recovery plan", topics: [{ topic: "backup", weight: 3, heading: "Restore" }] }],
} as unknown as Catalogue;

function assessed(id: string, more: Partial<AssessedRequirement> = {}): AssessedRequirement {
  return { id, framework: "a", status: "missing", topics: [], missing_points: [], waiver: null, decision: null, ...more } as AssessedRequirement;
}

function action(more: Partial<Action>): Action {
  return { topic: "backup", state: "missing", severity: "error", score: 1, document: null, create: null, requirements: [], ...more };
}

function withActions(actions: Action[], requirements: AssessedRequirement[] = []): Check {
  return { actions, requirements, documents: [{ path: "r.md", kind: { value: "recovery-plan", because: "title" } }] } as unknown as Check;
}

describe("gaps", () => {
  it("say what to write, and under which heading of a document to create", () => {
    const [gap] = gapsOf(withActions([action({ create: "recovery-plan" })]), catalogue);
    expect(gap).toMatchObject({ topic: { shown_when: "says how to restore" }, place: { type: "create", title: "Recovery plan", heading: "Restore" } });
  });

  it("lead to the line where the text begins, or name the heading that is missing", () => {
    const evidence = { path: "r.md", start_line: 7, end_line: 9, headings: [], quote: "" };
    const begun = assessed("A", { topics: [{ topic: "backup", state: "partly", evidence }], missing_points: ["restore"] });
    const actions = [action({ document: "r.md", requirements: ["A"] }), action({ document: "r.md" })];
    const gaps = gapsOf(withActions(actions, [begun]), catalogue);
    expect(gaps.map(({ place }) => place)).toEqual([
      { type: "document", path: "r.md", line: 7, heading: undefined },
      { type: "document", path: "r.md", line: undefined, heading: "Restore" },
    ]);
    expect(gaps[0]!.lacking).toMatchObject([{ words: ["restore"] }]);
    expect(byPlace(gaps)).toHaveLength(1);
  });
});

describe("decisions", () => {
  it("stand once, with all requirements they are for, and name what the documents say only where it differs", () => {
    const waiver = { reason: "no personal data", owner: "M", date: null, expires: null, path: "medlint.toml", line: 3 };
    const decision = { status: "met" as const, found: "missing" as const, reason: "in the QMS", evidence: "SOP-1", note: null, owner: null, date: null, path: "medlint.toml", line: 1 };
    const requirements = [assessed("A", { waiver }), assessed("B", { waiver }), assessed("C", { decision }), assessed("D", { decision: { ...decision, found: "met" } })];
    const all = decidedOf({ requirements } as Check);
    expect(all.map(({ type, found, requirements: of }) => [type, found, of.map(({ id }) => id)])).toEqual([
      ["waiver", undefined, ["A", "B"]],
      ["decision", "missing", ["C"]],
      ["decision", undefined, ["D"]],
    ]);
  });

  it("may be absent in assessments of older engines", () => {
    const { decision: _none, ...older } = assessed("A");
    expect(decidedOf({ requirements: [older] } as unknown as Check)).toEqual([]);
  });
});

describe("files", () => {
  it("have names that every file system takes", () => {
    expect(fileName("Pump 2 / EU: “Größe”?", "2026-11-22", "report.html")).toBe("Pump-2-EU-Größe-2026-11-22-report.html");
    expect(fileName(" .. ", "2026-11-22", ".medlint.toml")).toBe("medlint-2026-11-22.medlint.toml");
    expect(fileName("x".repeat(300), "2026-11-22", "report.md").length).toBeLessThan(100);
  });

  it("of an assessment are looked at before they are used", () => {
    const good = {
      version: 1,
      tool: { name: "medlint", version: "1", catalogue: "a" },
      profile: { name: null, facts: { networked: true } },
      documents: [],
      requirements: [{ id: "A", framework: "a", clause: "1", title: "A", status: "met", level: "core", topics: [{ topic: "t", state: "missing", evidence: null }], waiver: null }],
      coverage: { frameworks: [{ framework: "a" }] },
    };
    const problem = (value: unknown) => {
      const read = readAssessment(typeof value === "string" ? value : JSON.stringify(value));
      return read.ok ? undefined : read.problem;
    };
    expect(problem(good)).toBeUndefined();
    expect(problem(`\uFEFF${JSON.stringify(good)}`)).toBeUndefined();
    expect(problem({ ...good, version: 2 })).toBe("newer");
    expect(problem({ ...good, requirements: [{ id: 1 }] })).toBe("damaged");
    expect(problem({ ...good, profile: { name: null, facts: { networked: "yes" } } })).toBe("damaged");
    expect(problem(JSON.stringify(good).slice(0, 90))).toBe("no-json");
    expect(problem({ findings: [] })).toBe("foreign");
    expect(problem("[]")).toBe("foreign");
  });
});
