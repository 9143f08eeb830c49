import { describe, expect, it } from "vitest";
import type { Config } from "../../src/engine/types";
import { fromConfig, fromPattern, toConfig, toPattern } from "../../src/state/config";
import { newProject, withDecision, withFact, withFrameworks, withKind, withNotApplicable } from "../../src/state/project";

describe("medlint.toml of a project", () => {
  it("says nothing of an empty project", () => {
    expect(toConfig(newProject(""))).toEqual({});
  });

  it("brings back every decision", () => {
    let project = newProject("Pump");
    project = withFact(withFact(project, "networked", true), "cloud", false);
    project = withFrameworks(project, ["imdrf-n60"]);
    project = withDecision(project, "N60-1", { status: "met", reason: "shown in the file", evidence: "DOC-7", owner: "Jane" });
    project = withNotApplicable(project, "N60-2", { reason: "no radio", date: "2026-11-22" });
    project = withKind(project, "plans/risk.md", "threat-model");
    const back = fromConfig(newProject(""), toConfig(project));
    for (const part of ["name", "facts", "frameworks", "levels", "decisions", "notApplicable", "kinds", "kept"] as const) {
      expect(back[part]).toEqual(project[part]);
    }
  });

  it("keeps what the page has no place for", () => {
    const config: Config = {
      documents: { exclude: ["drafts/"], kinds: [{ glob: "a/b.md", kind: "other" }, { glob: "*.txt", kind: "threat-model" }] },
      check: { "fail-on": "never" },
      threshold: [{ framework: "imdrf-n60", level: "core", met: 90 }],
      waiver: [
        { finding: "M108", reason: "known" },
        { requirement: "A", reason: "first" },
        { requirement: "A", reason: "second" },
        { requirement: "B", document: "x/**", reason: "only there" },
      ],
      decision: [{ requirement: ["C", "D"], status: "planned" }, { requirement: "C", status: "met" }],
    };
    const project = fromConfig(newProject(""), config);
    expect(project.notApplicable).toEqual({ A: { reason: "first" } });
    expect(project.decisions).toEqual({ C: { status: "planned" }, D: { status: "planned" } });
    const again = toConfig(project);
    expect(again.documents).toEqual(config.documents);
    expect(again.threshold).toEqual(config.threshold);
    expect(again.check).toEqual(config.check);
    expect(again.waiver).toHaveLength(4);
    expect(again.decision).toHaveLength(3);
    expect(fromConfig(project, again)).toEqual(project);
  });

  it("names one document by a pattern", () => {
    for (const path of ["risk.md", "plans/risk [draft]*.md", "what?.md"]) expect(fromPattern(toPattern(path))).toBe(path);
    expect(toPattern("risk.md")).toBe("/risk.md");
    expect(fromPattern("risk.md")).toBeUndefined();
    expect(fromPattern("plans/*.md")).toBeUndefined();
    expect(fromPattern("plans/")).toBeUndefined();
    expect(toPattern("{a}.md")).toBe("/?a?.md");
  });
});
