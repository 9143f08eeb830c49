// What can be compared: the open project, other projects of this browser, and assessments from files.
import { signal } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import type { Check } from "../../engine/types";
import { assessProject } from "../../state/assess";
import { readAssessment } from "../../state/assessment";
import { check as openCheck } from "../../state/live";
import { notify } from "../../state/notices";
import { projects, readStored } from "../../state/storage";
import { project } from "../../state/undo";
import { t } from "../../texts";

export interface AssessmentFile {
  id: string;
  name: string;
  check: Check;
}

export const OPEN = "open";
/** Opened since the page was loaded; nothing of them is kept. */
export const files = signal<readonly AssessmentFile[]>([]);

/** Assessments of big sets have some ten megabytes; what is bigger is something else. */
const LARGEST = 200_000_000;

export function sourceOptions(): { value: string; label: string }[] {
  const words = t.report.compare;
  return [
    { value: OPEN, label: words.open(project.value.name || t.shell.unnamed) },
    ...projects.value.filter(({ id, problem }) => id !== project.value.id && !problem).map(({ id, name }) => ({ value: id, label: name || t.shell.unnamed })),
    ...files.value.map(({ id, name }) => ({ value: id, label: words.file(name) })),
  ];
}

/** The id of the assessment, or `undefined` after a message that says why there is none. */
export async function openAssessment(file: File): Promise<string | undefined> {
  const say = t.report.compare.problem;
  let text: string;
  try {
    if (file.size > LARGEST) return refuse(say.foreign(file.name));
    text = await file.text();
  } catch {
    return refuse(say.unreadable(file.name));
  }
  const read = readAssessment(text);
  if (!read.ok) return refuse(say[read.problem](file.name));
  const id = `file ${crypto.randomUUID()}`;
  files.value = [...files.value, { id, name: file.name, check: read.check }];
  return id;
}

function refuse(text: string): undefined {
  notify(text, { tone: "problem" });
}

/** The assessment of a source; `undefined` while there is none. */
export function useAssessment(source: string): { check: Check | undefined; working: boolean } {
  const [found, setFound] = useState<{ source: string; check: Check | undefined }>();
  const isProject = source !== "" && source !== OPEN && !files.value.some(({ id }) => id === source);
  useEffect(() => {
    if (!isProject) return;
    let wanted = true;
    void checkStored(source).then((check) => wanted && setFound({ source, check }));
    return () => {
      wanted = false;
    };
  }, [source, isProject]);
  if (source === OPEN) return { check: openCheck.value, working: false };
  if (!isProject) return { check: files.value.find(({ id }) => id === source)?.check, working: false };
  const mine = found?.source === source ? found : undefined;
  return { check: mine?.check, working: mine === undefined };
}

async function checkStored(id: string): Promise<Check | undefined> {
  const stored = await readStored(id).catch(() => undefined);
  try {
    if (stored) return await assessProject(stored);
  } catch {
    // Said below, with the project that could not be read.
  }
  notify(t.report.compare.problem.project(stored?.name ?? id), { tone: "problem" });
  return undefined;
}
