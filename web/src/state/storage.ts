// Keeps the open project in this browser without being asked, and says how that goes. Several projects; several tabs,
// of which none overwrites another silently.
import { effect, signal, untracked } from "@preact/signals";
import { databaseStore, memoryStore, SaveConflict, type Listed, type Store } from "./database";
import { notify } from "./notices";
import { newProject, type Project } from "./project";
import { readProject } from "./read";
import { open, project } from "./undo";
import { readSetting, writeSetting } from "./settings";
import { t } from "../texts";

/** `blocked`: this browser keeps nothing. `full`: no room. `conflict`: another tab has saved the same project. */
export type SaveState = "saving" | "saved" | "blocked" | "full" | "conflict";

export interface ProjectEntry {
  id: string;
  name: string;
  /** ISO 8601; empty when it cannot be read. */
  changed: string;
  documents: number;
  /** Why it cannot be opened. It stays as it is. */
  problem: "newer" | "damaged" | undefined;
}

export const saveState = signal<SaveState>("saved");
/** Newest first. The open project is among them once it has been changed. */
export const projects = signal<readonly ProjectEntry[]>([]);

/** Milliseconds after a change until it is saved: typing is one save, and little is lost when the browser ends. */
const DELAY = 150;
let store: Store = memoryStore();
let saved: { project: Project; revision: number; stored: boolean };
let timer: ReturnType<typeof setTimeout> | undefined;
/** The page has something that the storage has not. */
let unsaved = false;
let saving: Promise<void> = Promise.resolve();
let stopWatching: (() => void) | undefined;
let channel: BroadcastChannel | undefined;

/** Opens the storage and the project of last time. Never fails: without storage the page works, and says so. */
export async function startStorage(openStore: () => Promise<Store> = databaseStore): Promise<void> {
  stopStorage();
  store = await openStore().catch(memoryStore);
  saveState.value = store.lasting ? "saved" : "blocked";
  await refresh();
  const last = readSetting("project");
  const readable = projects.value.filter((entry) => !entry.problem);
  const first = readable.find((entry) => entry.id === last) ?? readable[0];
  if (!first || !(await load(first.id))) begin(newProject(""));
  const unreadable = projects.value.find((entry) => entry.id === last)?.problem;
  if (unreadable) notify(t.shell.storage.unreadable[unreadable], { tone: "problem" });

  const stopEffect = effect(() => {
    if (project.value !== saved.project) untracked(schedule);
  });
  const leaving = () => void flush();
  // A save that begins while the page goes away does not always end: who leaves before it has ended is asked.
  const asking = (event: BeforeUnloadEvent) => {
    if (!unsaved || saveState.peek() !== "saving") return;
    void flush();
    event.preventDefault();
  };
  globalThis.addEventListener?.("beforeunload", asking);
  globalThis.addEventListener?.("pagehide", leaving);
  globalThis.document?.addEventListener("visibilitychange", leaving);
  channel = typeof BroadcastChannel === "undefined" ? undefined : new BroadcastChannel("medlint");
  if (channel) channel.onmessage = ({ data }: MessageEvent<string>) => void heard(data);
  stopWatching = () => {
    stopEffect();
    globalThis.removeEventListener?.("beforeunload", asking);
    globalThis.removeEventListener?.("pagehide", leaving);
    globalThis.document?.removeEventListener("visibilitychange", leaving);
    channel?.close();
  };
}

export function stopStorage(): void {
  clearTimeout(timer);
  stopWatching?.();
  stopWatching = undefined;
}

/** Saves what is not saved yet. Resolves when it is done or has failed; `saveState` tells which. */
export function flush(): Promise<void> {
  clearTimeout(timer);
  saving = saving.then(save);
  return saving;
}

/** False when it cannot be read; the open one then stays. */
export async function openProject(id: string): Promise<boolean> {
  await flush();
  return load(id);
}

export async function createProject(name: string): Promise<void> {
  await flush();
  begin(newProject(name));
}

/** Takes over a project from elsewhere and opens it, beside one of the same origin that is there already. */
export async function addProject(incoming: Project): Promise<void> {
  await flush();
  const taken = projects.value.some((entry) => entry.id === incoming.id);
  begin(taken ? { ...incoming, id: crypto.randomUUID() } : incoming);
  schedule();
  await flush();
}

/** A project as it is kept, without opening it. `undefined` when it cannot be read. */
export async function readStored(id: string): Promise<Project | undefined> {
  await flush();
  if (id === project.peek().id) return project.peek();
  const read = readProject((await store.load(id))?.value);
  return read.ok ? read.project : undefined;
}

/** Keeps a project without opening it; one of the same id is replaced. Rejects when there is no room. */
export async function keepProject(incoming: Project): Promise<void> {
  await flush();
  const found = await store.load(incoming.id);
  const before = readProject(found?.value);
  await store.save(incoming, before.ok ? before.project : undefined, found?.revision ?? 0);
  channel?.postMessage(incoming.id);
  await refresh();
  if (incoming.id === project.peek().id) await load(incoming.id);
}

/** Without a way back: who calls it offers one. */
export async function deleteEverything(): Promise<void> {
  await flush();
  for (const { id } of await store.list()) {
    await store.remove(id);
    channel?.postMessage(id);
  }
  begin(newProject(""));
  await refresh();
}

/** Can be taken back from the message that it shows. */
export async function deleteProject(id: string): Promise<void> {
  await flush();
  const found = await store.load(id);
  const read = found && readProject(found.value);
  await store.remove(id);
  channel?.postMessage(id);
  if (id === project.peek().id) begin(newProject(""));
  await refresh();
  if (read?.ok) {
    notify(t.shell.storage.deleted(read.project.name || t.shell.unnamed), {
      action: { label: t.shell.undo, run: () => void addProject(read.project) },
    });
  }
}

/** After a conflict: what this tab has becomes a project of its own. */
export async function keepAsCopy(): Promise<void> {
  const mine = project.peek();
  begin({ ...mine, id: crypto.randomUUID(), name: t.shell.storage.copyOf(mine.name || t.shell.unnamed) });
  schedule();
  await flush();
}

/** After a conflict: this tab shows what the other one has saved. */
export async function takeOther(): Promise<void> {
  if (!(await load(project.peek().id))) begin(newProject(""));
}

async function load(id: string): Promise<boolean> {
  const found = await store.load(id);
  const read = found && readProject(found.value);
  if (!found || !read?.ok) {
    notify(t.shell.storage.unreadable[read?.ok === false ? read.problem : "damaged"], { tone: "problem" });
    return false;
  }
  begin(read.project, found.revision);
  return true;
}

/** Shows a project. With a revision it is what the storage holds; without, it is new and is stored with the first change. */
function begin(opened: Project, revision?: number): void {
  clearTimeout(timer);
  unsaved = false;
  saved = { project: opened, revision: revision ?? 0, stored: revision !== undefined };
  saveState.value = store.lasting ? "saved" : "blocked";
  writeSetting("project", opened.id);
  open(opened);
}

function schedule(): void {
  unsaved = true;
  if (saveState.value === "conflict") return;
  if (store.lasting) saveState.value = "saving";
  clearTimeout(timer);
  timer = setTimeout(() => void flush(), DELAY);
}

async function save(): Promise<void> {
  if (!unsaved || saveState.value === "conflict") return;
  const mine = project.peek();
  const before = saved;
  try {
    const revision = await store.save(mine, before.stored ? before.project : undefined, before.revision);
    // Another project may have been opened meanwhile.
    if (saved !== before) return;
    saved = { project: mine, revision, stored: true };
    unsaved = project.peek() !== mine;
    if (!unsaved) saveState.value = store.lasting ? "saved" : "blocked";
    channel?.postMessage(mine.id);
  } catch (error) {
    if (saved !== before) return;
    if (error instanceof SaveConflict) saveState.value = "conflict";
    else saveState.value = isQuota(error) ? "full" : "blocked";
  }
  await refresh();
}

/** Another tab has saved or deleted a project. */
async function heard(id: string): Promise<void> {
  await refresh();
  if (id !== project.peek().id) return;
  const found = await store.load(id);
  if (found && found.revision === saved.revision) return;
  if (found && !unsaved) {
    await takeOther();
    notify(t.shell.storage.changedElsewhere);
  } else {
    saveState.value = "conflict";
  }
}

async function refresh(): Promise<void> {
  const entries = (await store.list().catch(() => [])).map(entryOf);
  projects.value = entries.sort((a, b) => b.changed.localeCompare(a.changed));
}

function entryOf({ id, head, documents }: Listed): ProjectEntry {
  const read = readProject({ ...head, documents: [] });
  const text = (value: unknown) => (typeof value === "string" ? value : "");
  return { id, name: text(head.name), changed: text(head.changed), documents, problem: read.ok ? undefined : read.problem };
}

function isQuota(error: unknown): boolean {
  return error instanceof DOMException && error.name === "QuotaExceededError";
}

