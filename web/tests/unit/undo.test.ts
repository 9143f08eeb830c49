import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { notices } from "../../src/state/notices";
import { newProject, withFact, withName, withText, withoutDocuments } from "../../src/state/project";
import { change, open, project, redo, redoable, undo, undoable } from "../../src/state/undo";
import { setLanguage } from "../../src/texts";

beforeAll(() => setLanguage("en"));
beforeEach(() => {
  notices.value = [];
  open(newProject("Pump"));
});

describe("undo", () => {
  it("takes back and does again", () => {
    change("Answer changed", (p) => withFact(p, "cloud", true));
    expect(undoable.value).toBe("Answer changed");
    undo();
    expect(project.value.facts).toEqual({});
    expect([undoable.value, redoable.value]).toEqual([undefined, "Answer changed"]);
    redo();
    expect(project.value.facts).toEqual({ cloud: true });
  });

  it("takes letters of one note as one step", () => {
    for (const name of ["P", "Pu", "Pum"]) change("Renamed", (p) => withName(p, name), { merge: "name" });
    undo();
    expect(project.value.name).toBe("Pump");
    expect(undoable.value).toBeUndefined();
  });

  it("offers a way back after something was removed, until the next change", () => {
    change("Added", (p) => withText(p, "a.md", "a"));
    change("Document removed", (p) => withoutDocuments(p, ["a.md"]), { destructive: true });
    expect(notices.value.map(({ text }) => text)).toEqual(["Document removed"]);
    notices.value[0]!.action!.run();
    expect(project.value.documents).toHaveLength(1);
    expect(notices.value).toEqual([]);
    change("Document removed", (p) => withoutDocuments(p, ["a.md"]), { destructive: true });
    change("Renamed", (p) => withName(p, "Other"));
    expect(notices.value).toEqual([]);
  });

  it("does nothing when nothing changed", () => {
    change("Nothing", (p) => p);
    expect(undoable.value).toBeUndefined();
    undo();
    redo();
    expect(project.value.name).toBe("Pump");
  });
});
