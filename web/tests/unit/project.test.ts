import { describe, expect, it } from "vitest";
import { newProject, withDecision, withDocuments, withFact, withKind, withNotApplicable, withoutDocuments, withText } from "../../src/state/project";
import { readProject, readProjectFile, writeProjectFile } from "../../src/state/read";

describe("a project", () => {
  it("is never changed in place", () => {
    const before = newProject("Pump");
    const after = withFact(before, "networked", true);
    expect(before.facts).toEqual({});
    expect(withFact(after, "networked", undefined).facts).toEqual({});
  });

  it("has one word on a requirement", () => {
    let project = withDecision(newProject(""), "A", { status: "met" });
    project = withNotApplicable(project, "A", { reason: "no radio" });
    expect(project.decisions).toEqual({});
    project = withDecision(project, "A", { status: "planned" });
    expect(project.notApplicable).toEqual({});
    expect(withDecision(project, "A", undefined).decisions).toEqual({});
  });

  it("replaces, sorts and forgets documents", () => {
    let project = withText(withText(withText(newProject(""), "b.md", "b"), "a.md", "a"), "b.md", "new");
    project = withKind(project, "b.md", "threat-model");
    expect(project.documents.map(({ path, content }) => [path, content])).toEqual([["a.md", "a"], ["b.md", "new"]]);
    project = withoutDocuments(project, ["b.md"]);
    expect(project.documents).toHaveLength(1);
    expect(project.kinds).toEqual({});
  });
});

describe("a project file", () => {
  const project = withDocuments(withText(newProject("Pümp"), "a.md", "Grüße"), [
    { path: "b.md", content: new Uint8Array([0, 255, 128]), modified: "2026-01-01T00:00:00Z" },
  ]);

  it("holds everything", () => {
    expect(readProjectFile(writeProjectFile(project))).toEqual({ ok: true, project });
  });

  it("is refused when it is damaged or newer", () => {
    expect(readProjectFile("{")).toEqual({ ok: false, problem: "damaged" });
    expect(readProjectFile("{}")).toEqual({ ok: false, problem: "damaged" });
    expect(readProjectFile(writeProjectFile(project).replace("base64", "base63"))).toEqual({ ok: false, problem: "damaged" });
    expect(readProject({ ...project, schema: 2 })).toEqual({ ok: false, problem: "newer" });
    expect(readProject({ ...project, facts: { a: "yes" } })).toEqual({ ok: false, problem: "damaged" });
    expect(readProject({ ...project, decisions: { a: { status: "waived" } } })).toEqual({ ok: false, problem: "damaged" });
    expect(readProject(null)).toEqual({ ok: false, problem: "damaged" });
  });
});
