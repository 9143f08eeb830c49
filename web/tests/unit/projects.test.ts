import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Check } from "../../src/engine/types";
import { deleteAll, duplicate, isUntouched, rename } from "../../src/places/projects/actions";
import { answer, bringFiles, question } from "../../src/places/projects/bringing";
import { readBrought, writeProjectsFile } from "../../src/places/projects/files";
import { configOf } from "../../src/places/projects/fromAssessment";
import { fromConfig } from "../../src/state/config";
import { notices } from "../../src/state/notices";
import { newProject, withDocuments, withFact, withName, withNotApplicable, withText } from "../../src/state/project";
import { writeProjectFile } from "../../src/state/read";
import { flush, openProject, projects, startStorage, stopStorage } from "../../src/state/storage";
import { change, project } from "../../src/state/undo";
import { setLanguage } from "../../src/texts";

const exempt = withNotApplicable(newProject("Pump"), "A-1", { reason: "no radio" });
const pump = withDocuments(withText(exempt, "a.md", "# Ä"), [{ path: "b.md", content: new Uint8Array([0xff, 0xfe, 65, 0]), modified: "2026-11-22" }]);

describe("a file", () => {
  it("has all projects with their bytes", () => {
    const other = newProject("Other");
    expect(readBrought("all.json", writeProjectsFile([pump, other]))).toEqual({ type: "projects", projects: [pump, other], unreadable: 0 });
    expect(readBrought("all.json", writeProjectsFile([]))).toMatchObject({ projects: [] });
  });

  it("with one project is recognised whatever its name", () => {
    expect(readBrought("x", writeProjectFile(pump))).toEqual({ type: "projects", projects: [pump], unreadable: 0 });
  });

  it("with one damaged project among others gives the others", () => {
    const text = writeProjectsFile([pump, { ...pump, name: 7 as unknown as string }]);
    expect(readBrought("all.json", text)).toEqual({ type: "projects", projects: [pump], unreadable: 1 });
  });

  it("that is no good says what is wrong with it", () => {
    const problem = (name: string, text: string) => {
      const read = readBrought(name, text);
      return read.type === "problem" ? read.problem : read.type;
    };
    expect(problem("a.json", writeProjectFile({ ...pump, schema: 2 as 1 }))).toBe("newer");
    expect(problem("a.json", writeProjectsFile([pump]).replace('"schema":1', '"schema":9'))).toBe("newer");
    expect(problem("a.json", writeProjectFile(pump).slice(0, 200))).toBe("damaged");
    expect(problem("a.json", '{"medlint":"projects","schema":1}')).toBe("damaged");
    expect(problem("a.json", '{"name":"something else"}')).toBe("foreign");
    expect(problem("a.json", "null")).toBe("foreign");
    expect(problem("a.md", "# A document")).toBe("foreign");
    expect(problem("medlint.toml", "[device]")).toBe("toml");
  });
});

describe("an assessment", () => {
  it("becomes a project with device, kinds, decisions and waivers", () => {
    const check = {
      profile: { name: "Pump", facts: { networked: true } },
      documents: [{ path: "a.md", kind: { value: "sbom", because: "config" } }, { path: "b.md", kind: { value: "sbom", because: "title" } }],
      requirements: [
        { id: "A-1", framework: "a", level: "core", waiver: { reason: "no radio", owner: null, date: "2026-11-22", expires: null }, decision: null },
        { id: "A-2", framework: "a", level: "detail", waiver: null, decision: { status: "met", found: "missing", reason: "QMS", evidence: null, note: null, owner: "M", date: null } },
        { id: "A-3", framework: "a", level: "core", waiver: null },
      ],
    } as unknown as Check;
    const made = fromConfig(newProject(""), configOf(check, ["a", "b"]));
    expect(made).toMatchObject({ name: "Pump", facts: { networked: true }, frameworks: ["a"], levels: [], kinds: { "a.md": "sbom" } });
    expect(made.notApplicable).toEqual({ "A-1": { reason: "no radio", date: "2026-11-22" } });
    expect(made.decisions).toEqual({ "A-2": { status: "met", reason: "QMS", owner: "M" } });
    expect(configOf(check, ["a"]).check).toEqual({});
  });
});

describe("projects of this browser", () => {
  beforeAll(() => setLanguage("en"));
  beforeEach(async () => {
    globalThis.indexedDB = new IDBFactory();
    notices.value = [];
    await startStorage();
  });
  afterEach(() => stopStorage());

  const file = (name: string, text: string) => new File([text], name);
  const names = () => projects.value.map(({ name }) => name).sort();

  it("come from files, and a waiver with its reason comes along", async () => {
    await bringFiles([file("pump.json", writeProjectFile(pump))]);
    expect(project.value).toEqual(pump);
    expect(project.value.notApplicable).toEqual({ "A-1": { reason: "no radio" } });
  });

  it("are not replaced without being asked, and can be kept both", async () => {
    await bringFiles([file("pump.json", writeProjectFile(pump))]);
    await bringFiles([file("pump.json", writeProjectFile(withName(pump, "Newer pump")))]);
    expect(question.value?.known).toEqual(new Set([pump.id]));
    expect(names()).toEqual(["Pump"]);
    await answer("both");
    expect(names()).toEqual(["Newer pump", "Pump"]);
  });

  it("that were replaced can be brought back", async () => {
    await bringFiles([file("pump.json", writeProjectFile(pump))]);
    await bringFiles([file("pump.json", writeProjectFile(withName(pump, "Newer pump")))]);
    await answer("replace");
    expect([project.value.name, names()]).toEqual(["Newer pump", ["Newer pump"]]);
    notices.value.at(-1)!.action!.run();
    await expect.poll(() => project.value.name).toBe("Pump");
    expect(project.value.documents).toEqual(pump.documents);
  });

  it("stay as they are when a file is no good", async () => {
    change("Renamed", (before) => withName(before, "Mine"));
    await bringFiles([file("x.json", "{"), file("y.json", writeProjectFile({ ...pump, schema: 2 as 1 }))]);
    await flush();
    expect(names()).toEqual(["Mine"]);
    expect(notices.value.map(({ tone }) => tone)).toEqual(["problem", "problem"]);
    expect(notices.value.at(-1)!.text).toContain("newer version");
  });

  it("are renamed and duplicated without being opened", async () => {
    await bringFiles([file("all.json", writeProjectsFile([pump, newProject("Other")]))]);
    await openProject(projects.value.find(({ name }) => name === "Other")!.id);
    await rename(pump.id, "Pump 2");
    await duplicate(pump.id);
    expect([project.value.name, names()]).toEqual(["Other", ["Other", "Pump 2", "Pump 2 (copy)"]]);
    await openProject(projects.value.find(({ name }) => name === "Pump 2 (copy)")!.id);
    expect(project.value.documents).toEqual(pump.documents);
  });

  it("are all gone after “delete everything”, and come back with undo", async () => {
    await bringFiles([file("pump.json", writeProjectFile(pump))]);
    await deleteAll();
    expect([names(), isUntouched(project.value)]).toEqual([[], true]);
    notices.value.at(-1)!.action!.run();
    await expect.poll(() => project.value.id).toBe(pump.id);
    expect(project.value).toEqual(pump);
  });

  it("are untouched until something is said", () => {
    expect(isUntouched(newProject(""))).toBe(true);
    expect(isUntouched(withFact(newProject(""), "networked", false))).toBe(false);
  });
});
