// How files come into the project: sorted out, asked about where only a person can decide, analysed with progress, and
// what was not read is said.
import { signal } from "@preact/signals";
import { engine, EngineError, type Progress } from "../../../engine/client";
import type { Config, ConfigProblem } from "../../../engine/types";
import { fromConfig } from "../../../state/config";
import { addFiles } from "../../../state/live";
import { announce, notify } from "../../../state/notices";
import type { Project } from "../../../state/project";
import { change, project } from "../../../state/undo";
import { t } from "../../../texts";
import { TooManyEntries } from "./collect";
import { freePath } from "./paths";
import { LIMITS, sortOut, tooMuch, type Candidate, type Refused } from "./sortOut";

/** What is asked before anything is added. */
export interface Question {
  documents: Candidate[];
  refused: Refused[];
  /** Paths that the project already has. */
  known: string[];
  settings: { config: Config; problems: ConfigProblem[] } | undefined;
}

export interface Answers {
  known: "replace" | "both";
  takeSettings: boolean;
}

export const question = signal<Question | undefined>(undefined);
export const progress = signal<(Progress & { cancel: () => void }) | undefined>(undefined);
/** Id of the element that lists them. */
export const NOT_READ = "files-not-read";
/** Files of the last time that were not read. */
export const notRead = signal<readonly Refused[]>([]);

/** Adds files, after asking if there is something to ask. Never throws: what goes wrong is said. */
export async function take(collecting: Candidate[] | Promise<Candidate[]>): Promise<void> {
  try {
    const sorted = sortOut(await collecting);
    const much = tooMuch(sorted);
    if (much) return void notify(t.documents.add.tooMuch[much](much === "files" ? sorted.documents.length : LIMITS.together), { tone: "problem" });
    const { documents, refused } = sorted;
    notRead.value = refused;
    if (documents.length === 0 && !sorted.config) return void notify(t.documents.add.nothing, { tone: "problem" });
    const paths = new Set(project.peek().documents.map(({ path }) => path));
    const known = documents.map(({ path }) => path).filter((path) => paths.has(path));
    const settings = sorted.config && (await readSettings(sorted.config, refused));
    const asked: Question = { documents, refused, known, settings };
    if (known.length > 0 || settings) question.value = asked;
    else await add(asked, { known: "both", takeSettings: false });
  } catch (error) {
    sayTrouble(error);
  }
}

export async function add({ documents, refused, settings }: Question, { known, takeSettings }: Answers): Promise<void> {
  question.value = undefined;
  notRead.value = refused;
  const stop = new AbortController();
  const { id } = project.peek();
  const taken = new Set(known === "both" ? project.peek().documents.map(({ path }) => path) : []);
  const files = documents.map(({ path, read }) => {
    const free = freePath(path, (other) => taken.has(other));
    taken.add(free);
    return { path: free, bytes: read };
  });
  const step = (now: Progress) => (progress.value = { ...now, cancel: () => stop.abort() });
  try {
    if (files.length > 0) {
      step({ done: 0, total: files.length, path: "" });
      const added = await addFiles(files, t.documents.added, { signal: stop.signal, onProgress: step });
      if (added.cancelled) return announce(t.documents.add.cancelled);
      const unread = added.scans.flatMap((scan): Refused[] => (scan.read ? [] : [{ path: scan.path, reason: scan.reason }]));
      notRead.value = [...refused, ...unread, ...added.unreadable.map((path): Refused => ({ path, reason: "unreadable" }))];
      sayResult(added.scans.length - unread.length);
    }
    if (settings && takeSettings && project.peek().id === id) {
      change(t.documents.settings.taken, (before) => fromConfig(before, settings.config), { destructive: hasSettings(project.peek()) });
    }
  } catch (error) {
    sayTrouble(error);
  } finally {
    progress.value = undefined;
  }
}

/** Whether a project has anything that a medlint.toml would replace. */
export function hasSettings({ facts, decisions, notApplicable, kinds, frameworks, levels, kept }: Project): boolean {
  return [facts, decisions, notApplicable, kinds, frameworks, levels, kept].some((part) => Object.keys(part).length > 0);
}

async function readSettings(file: Candidate, refused: Refused[]): Promise<Question["settings"]> {
  try {
    return await engine.ask("readConfig", new TextDecoder("utf-8", { fatal: true }).decode(await file.read()));
  } catch (error) {
    if (error instanceof EngineError) throw error;
    refused.push({ path: file.path, reason: error instanceof TypeError ? "binary" : "unreadable" });
    return undefined;
  }
}

/** The list of what was not read may be far from where the visitor is. */
function sayResult(added: number): void {
  const unread = notRead.peek().length;
  if (unread === 0) return void notify(t.documents.added(added));
  const run = () => document.getElementById(NOT_READ)?.focus();
  notify(`${t.documents.added(added)}, ${t.documents.notRead.title(unread)}`, { action: { label: t.documents.notRead.show, run } });
}

function sayTrouble(error: unknown): void {
  if (error instanceof TooManyEntries) return void notify(t.documents.add.tooManyEntries(LIMITS.entries), { tone: "problem" });
  if (error instanceof EngineError) return void notify(error.trouble === "panic" ? t.shell.engine.panic(error.path) : t.shell.engine[error.trouble], { tone: "problem" });
  notify(t.documents.add.failed, { tone: "problem" });
}
