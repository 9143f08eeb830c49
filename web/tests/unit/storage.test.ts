import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { databaseStore, memoryStore, SaveConflict, type Store } from "../../src/state/database";
import { notices } from "../../src/state/notices";
import { newProject, withName, withText, withoutDocuments } from "../../src/state/project";
import { addProject, createProject, deleteProject, flush, keepAsCopy, openProject, projects, saveState, startStorage, stopStorage, takeOther } from "../../src/state/storage";
import { change, project } from "../../src/state/undo";
import { setLanguage } from "../../src/texts";

beforeAll(() => setLanguage("en"));
beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  notices.value = [];
});
afterEach(() => stopStorage());

describe("the database", () => {
  it("writes documents, changes of them, and their removal", async () => {
    const store = await databaseStore();
    const first = withText(withText(newProject("Pump"), "a.md", "a"), "b.md", "b");
    expect(await store.save(first, undefined, 0)).toBe(1);
    const second = withoutDocuments(withText(first, "b.md", "new"), ["a.md"]);
    expect(await store.save(second, first, 1)).toBe(2);
    expect(await store.load(first.id)).toEqual({ value: second, revision: 2 });
    await store.remove(first.id);
    expect(await store.load(first.id)).toBeUndefined();
    expect(await store.list()).toEqual([]);
  });

  it("refuses to overwrite what another tab has saved", async () => {
    const store = await databaseStore();
    const first = newProject("Pump");
    await store.save(first, undefined, 0);
    await store.save(withName(first, "Other tab"), first, 1);
    await expect(store.save(withName(first, "This tab"), first, 1)).rejects.toBeInstanceOf(SaveConflict);
    expect((await store.load(first.id))?.value).toMatchObject({ name: "Other tab" });
  });
});

describe("autosave", () => {
  it("stores a project with its first change and opens it next time", async () => {
    await startStorage();
    expect(projects.value).toEqual([]);
    change("Renamed", (p) => withName(p, "Pump"));
    expect(saveState.value).toBe("saving");
    await flush();
    expect(saveState.value).toBe("saved");
    const { id } = project.value;
    await startStorage();
    expect(project.value).toMatchObject({ id, name: "Pump" });
  });

  it("keeps several projects, and brings a deleted one back", async () => {
    await startStorage();
    change("Renamed", (p) => withText(withName(p, "One"), "a.md", "a"));
    const one = project.value.id;
    await createProject("Two");
    change("Renamed", (p) => withName(p, "Two!"));
    await flush();
    expect(projects.value.map(({ name, documents }) => [name, documents]).sort()).toEqual([["One", 1], ["Two!", 0]]);
    expect(await openProject(one)).toBe(true);
    await deleteProject(one);
    expect(project.value.id).not.toBe(one);
    notices.value.at(-1)!.action!.run();
    await expect.poll(() => project.value.id).toBe(one);
    expect(project.value.documents).toHaveLength(1);
  });

  it("adds an imported project beside the one it came from", async () => {
    await startStorage();
    change("Renamed", (p) => withName(p, "One"));
    await flush();
    await addProject(project.value);
    expect(projects.value).toHaveLength(2);
  });

  it("tells the later of two tabs, and can keep both", async () => {
    await startStorage();
    change("Renamed", (p) => withName(p, "Mine"));
    await flush();
    const { id } = project.value;
    const elsewhere = await databaseStore();
    await elsewhere.save(withName(project.value, "Theirs"), undefined, 1);
    change("Renamed", (p) => withName(p, "Mine again"));
    await flush();
    expect(saveState.value).toBe("conflict");
    await keepAsCopy();
    expect(saveState.value).toBe("saved");
    expect(projects.value.map(({ name }) => name).sort()).toEqual(["Mine again (copy)", "Theirs"]);
    await openProject(id);
    expect(project.value.name).toBe("Theirs");
  });

  it("can show what the other tab has", async () => {
    await startStorage();
    change("Renamed", (p) => withName(p, "Mine"));
    await flush();
    await (await databaseStore()).save(withName(project.value, "Theirs"), undefined, 1);
    change("Renamed", (p) => withName(p, "Mine again"));
    await flush();
    await takeOther();
    expect([project.value.name, saveState.value]).toEqual(["Theirs", "saved"]);
  });

  it("leaves a project of a newer page as it is", async () => {
    const store = await databaseStore();
    const newer = { ...newProject("Future"), schema: 2 as 1 };
    await store.save(newer, undefined, 0);
    await startStorage();
    expect(projects.value[0]).toMatchObject({ name: "Future", problem: "newer" });
    expect(await openProject(newer.id)).toBe(false);
    expect(notices.value.at(-1)?.text).toContain("newer version");
    expect((await store.load(newer.id))?.value).toEqual(newer);
  });

  it("works in memory where the browser keeps nothing, and says so", async () => {
    await startStorage(() => Promise.reject(new DOMException("denied", "SecurityError")));
    change("Renamed", (p) => withName(p, "Pump"));
    await flush();
    expect(saveState.value).toBe("blocked");
    expect(projects.value.map(({ name }) => name)).toEqual(["Pump"]);
  });

  it("says when there is no room, and saves when there is again", async () => {
    let full = true;
    const room = memoryStore();
    const store: Store = {
      ...room,
      lasting: true,
      save: (...args) => (full ? Promise.reject(new DOMException("no room", "QuotaExceededError")) : room.save(...args)),
    };
    await startStorage(async () => store);
    change("Renamed", (p) => withName(p, "Pump"));
    await flush();
    expect(saveState.value).toBe("full");
    full = false;
    change("Renamed", (p) => withName(p, "Pump 2"));
    await flush();
    expect(saveState.value).toBe("saved");
  });
});
