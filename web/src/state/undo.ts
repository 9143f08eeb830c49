// The one door through which a project changes. Keeps what was before, so that every change can be taken back.
import { computed, signal } from "@preact/signals";
import { announce, dismiss, notify } from "./notices";
import { newProject, type Project } from "./project";
import { t } from "../texts";

interface Step {
  label: string;
  project: Project;
  merge: string | undefined;
}

const MOST_STEPS = 200;

const current = signal<Project>(newProject(""));
const past = signal<readonly Step[]>([]);
const future = signal<readonly Step[]>([]);
let undoNotice: number | undefined;

/** The open project. Changed by `change` only. */
export const project = computed(() => current.value);
/** What undo would take back, in words; `undefined` when there is nothing. */
export const undoable = computed(() => past.value.at(-1)?.label);
export const redoable = computed(() => future.value.at(-1)?.label);

export interface ChangeOptions {
  /** Something is lost: says so, with a button that brings it back. */
  destructive?: boolean;
  /** Changes in a row with the same word are one step, e.g. the letters typed into one note. */
  merge?: string;
}

/** `label` says what was done ("Document removed"), in the visitor's language. */
export function change(label: string, make: (project: Project) => Project, options: ChangeOptions = {}): void {
  const before = current.value;
  const after = make(before);
  if (after === before) return;
  const merges = options.merge !== undefined && past.value.at(-1)?.merge === options.merge;
  if (!merges) past.value = [...past.value, { label, project: before, merge: options.merge }].slice(-MOST_STEPS);
  future.value = [];
  show(after);
  if (options.destructive) undoNotice = notify(label, { action: { label: t.shell.undo, run: undo } });
}

export function undo(): void {
  const step = past.value.at(-1);
  if (!step) return;
  past.value = past.value.slice(0, -1);
  future.value = [...future.value, { ...step, project: current.value }];
  show(step.project);
  announce(t.shell.undone(step.label));
}

export function redo(): void {
  const step = future.value.at(-1);
  if (!step) return;
  future.value = future.value.slice(0, -1);
  past.value = [...past.value, { ...step, project: current.value, merge: undefined }];
  show(step.project);
  announce(t.shell.redone(step.label));
}

/** Opens another project; the steps of the one before are forgotten. */
export function open(other: Project): void {
  past.value = [];
  future.value = [];
  closeNotice();
  current.value = other;
}

function show(next: Project): void {
  // An older undo button would now take back the wrong change.
  closeNotice();
  current.value = { ...next, changed: new Date().toISOString() };
}

function closeNotice(): void {
  if (undoNotice !== undefined) dismiss(undoNotice);
  undoNotice = undefined;
}
