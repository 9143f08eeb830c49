// Keeps the engine in step with the open project and offers what it says as signals. Nobody has to ask for a check.
import { effect, signal, untracked } from "@preact/signals";
import { engine, EngineError, type AnalyseOptions, type Incoming, type Progress } from "../engine/client";
import type { Applicability, Catalogue, Check, ConfigProblem, Put, Tool } from "../engine/types";
import { toConfig } from "./config";
import { bytesOf, today, withDocuments, type StoredDocument } from "./project";
import { change, project } from "./undo";

/** What came of a document; `stopped` when the engine could not get through it. */
export type Scan = Put | { read: false; path: string; reason: "stopped" };

export const engineState = signal<"loading" | "ready" | "failed">("loading");
export const tool = signal<Tool | undefined>(undefined);
/** Kept for the life of the page; requirement texts in English. */
export const catalogue = signal<Catalogue | undefined>(undefined);
export const applicability = signal<Applicability>({});
/** How the open project stands. `undefined` until the first check is there. */
export const check = signal<Check | undefined>(undefined);
/** A newer check is on its way. */
export const checking = signal(false);
export const configProblems = signal<readonly ConfigProblem[]>([]);
/** By path, of the documents of the project. */
export const scans = signal<ReadonlyMap<string, Scan>>(new Map());
/** While a project with many documents is opened. */
export const analysing = signal<Progress | undefined>(undefined);
/** The last thing that went wrong with the engine. */
export const engineError = signal<EngineError | undefined>(undefined);

const DELAY = 120;
let timer: ReturnType<typeof setTimeout> | undefined;
let running: Promise<void> | undefined;
let again = false;
let facts = 0;

// What the engine holds at the moment.
let heldProject = "";
let heldToml: string | undefined;
const held = new Map<string, StoredDocument>();

export async function startEngine(): Promise<void> {
  engineState.value = "loading";
  engineError.value = undefined;
  try {
    const loaded = await engine.ask("catalogue");
    tool.value = loaded.tool;
    catalogue.value = loaded;
    engineState.value = "ready";
  } catch (error) {
    // Whatever it is: without the catalogue there is nothing to ask.
    failed(new EngineError("unavailable", String(error)));
  }
}

/** Once, at the start of the page: follows the project from then on. */
export function followProject(): void {
  effect(() => {
    const { facts: answers } = project.value;
    if (engineState.value === "ready") untracked(() => void judge(answers));
  });
  effect(() => {
    void project.value;
    if (engineState.value !== "ready") return;
    untracked(() => (checking.value = true));
    clearTimeout(timer);
    timer = setTimeout(() => void synchronise(), DELAY);
  });
}

/** After "failed": loads the engine again and gives it the project. */
export async function retryEngine(): Promise<void> {
  engine.reset();
  held.clear();
  heldToml = undefined;
  await startEngine();
}

export interface Added {
  scans: Scan[];
  /** Files that could not be read from disk. */
  unreadable: string[];
  cancelled: boolean;
}

/**
 * Analyses files and adds those that could be read to the project, as one step that can be undone. A cancel adds none.
 * `label` says what was done ("12 documents added").
 */
export async function addFiles(files: Incoming[], label: (added: number) => string, options: AnalyseOptions = {}): Promise<Added> {
  const { id } = project.peek();
  const contents = new Map<string, Uint8Array>();
  const reading = files.map(({ path, bytes }): Incoming => ({
    path,
    bytes: async () => {
      const content = typeof bytes === "function" ? await bytes() : bytes;
      contents.set(path, content);
      return content;
    },
  }));
  const { put, failed: broken, cancelled } = await engine.analyseMany(reading, options);
  const stopped = broken.filter(({ error }) => error instanceof EngineError).map(({ path }): Scan => ({ read: false, path, reason: "stopped" }));
  const unreadable = broken.filter(({ error }) => !(error instanceof EngineError)).map(({ path }) => path);
  const added: Added = { scans: [...put, ...stopped], unreadable, cancelled };
  // What the project does not take is forgotten by the engine, and what it had under that path is put back.
  for (const { path } of put) held.delete(path);
  if (cancelled || project.peek().id !== id) {
    for (const { path } of put) await engine.remove(path);
    void synchronise();
    return added;
  }
  const modified = new Date().toISOString();
  const documents: StoredDocument[] = [];
  const news: Scan[] = [];
  for (const one of put) {
    const content = contents.get(one.path);
    if (!one.read || !content) continue;
    const document = { path: one.path, content, modified };
    documents.push(document);
    held.set(one.path, document);
    news.push(one);
  }
  // At once: each makes a new map, and the page draws it.
  remember(...news);
  if (documents.length > 0) change(label(documents.length), (before) => withDocuments(before, documents));
  return added;
}

async function judge(answers: Readonly<Record<string, boolean>>): Promise<void> {
  const mine = ++facts;
  try {
    const result = await engine.ask("applicability", { ...answers });
    if (mine === facts) applicability.value = result;
  } catch (error) {
    failed(error);
  }
}

/** One at a time; a change that comes meanwhile makes one more round. */
async function synchronise(): Promise<void> {
  again = true;
  running ??= (async () => {
    try {
      while (again) {
        again = false;
        await round();
      }
    } catch (error) {
      failed(error);
    } finally {
      running = undefined;
      analysing.value = undefined;
      checking.value = false;
    }
  })();
  await running;
}

async function round(): Promise<void> {
  const wanted = project.peek();
  if (wanted.id !== heldProject) {
    await engine.clear();
    held.clear();
    heldProject = wanted.id;
    scans.value = new Map();
    check.value = undefined;
  }
  const toml = await engine.ask("writeConfig", toConfig(wanted));
  if (toml !== heldToml) {
    configProblems.value = await engine.configure(toml);
    heldToml = toml;
  }
  const paths = new Set(wanted.documents.map(({ path }) => path));
  for (const path of [...held.keys()].filter((path) => !paths.has(path))) {
    await engine.remove(path);
    held.delete(path);
    forget(path);
  }
  await putChanged(wanted.documents.filter((document) => held.get(document.path) !== document));
  const result = await engine.check({ today: today() });
  if (result && wanted.id === project.peek().id) check.value = result;
}

async function putChanged(documents: readonly StoredDocument[]): Promise<void> {
  const opened = new AbortController();
  for (const document of documents) held.set(document.path, document);
  const { put, failed: broken } = await engine.analyseMany(
    documents.map((document) => ({ path: document.path, bytes: bytesOf(document) })),
    {
      signal: opened.signal,
      onProgress: (progress) => {
        if (documents.length > 3) analysing.value = progress;
        if (project.peek().id !== heldProject) opened.abort();
      },
    },
  );
  for (const { error } of broken) failed(error);
  remember(...put, ...broken.map(({ path }): Scan => ({ read: false, path, reason: "stopped" })));
  analysing.value = undefined;
}

function remember(...news: Scan[]): void {
  if (news.length > 0) scans.value = new Map([...scans.peek(), ...news.map((scan) => [scan.path, scan] as const)]);
}

function forget(path: string): void {
  scans.value = new Map([...scans.peek()].filter(([known]) => known !== path));
}

function failed(error: unknown): void {
  const known = error instanceof EngineError ? error : new EngineError("refused", String(error));
  engineError.value = known;
  if (known.trouble === "unavailable") engineState.value = "failed";
}
