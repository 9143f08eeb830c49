// Takes projects from files into this browser. Whatever is wrong with a file is said, and nothing that is there is lost.
import { signal } from "@preact/signals";
import { engine } from "../../engine/client";
import type { Config } from "../../engine/types";
import { fromConfig } from "../../state/config";
import { catalogue } from "../../state/live";
import { notify } from "../../state/notices";
import { newProject, type Project } from "../../state/project";
import { keepProject, openProject, projects, readStored } from "../../state/storage";
import { project } from "../../state/undo";
import { t } from "../../texts";
import { isUntouched } from "./actions";
import { configOf } from "./fromAssessment";
import { readBrought } from "./files";

/** Projects that are here already under the same id: the visitor is asked what to do. */
export const question = signal<{ brought: Project[]; known: Set<string> } | undefined>(undefined);

/** The largest file is one with all projects and their documents. */
const LARGEST = 500_000_000;

export async function bringFiles(files: readonly File[]): Promise<void> {
  const brought = (await Promise.all(files.map(readFile))).flat();
  if (brought.length === 0) return;
  const known = new Set(projects.value.map(({ id }) => id).filter((id) => brought.some((one) => one.id === id)));
  if (known.size > 0) question.value = { brought, known };
  else await take(brought);
}

/** The answer to the question: those that are here are replaced, or the ones of the file get an id of their own. */
export async function answer(how: "replace" | "both"): Promise<void> {
  const asked = question.peek();
  question.value = undefined;
  if (!asked) return;
  const { brought, known } = asked;
  if (how === "replace") return take(brought);
  await take(brought.map((one) => (known.has(one.id) ? { ...one, id: crypto.randomUUID() } : one)));
}

async function take(brought: readonly Project[]): Promise<void> {
  const replaced: Project[] = [];
  try {
    for (const one of brought) {
      const before = projects.value.some(({ id }) => id === one.id) ? await readStored(one.id) : undefined;
      await keepProject(one);
      if (before) replaced.push(before);
    }
  } catch {
    notify(t.projects.bring.noRoom, { tone: "problem" });
    return;
  }
  // With several the open one stays, if there is something in it.
  if (brought.length === 1 || isUntouched(project.peek())) await openProject(brought[0]!.id);
  const words = t.projects.bring;
  const said = brought.length === 1 ? words.one(brought[0]!.name || t.shell.unnamed) : words.many(brought.length);
  const back = async () => {
    for (const one of replaced) await keepProject(one);
  };
  notify(said, replaced.length > 0 ? { action: { label: words.undoReplace(replaced.length), run: () => void back() } } : {});
}

async function readFile(file: File): Promise<Project[]> {
  const words = t.projects.bring;
  let text: string;
  try {
    if (file.size > LARGEST) return refuse(words.problem.foreign(file.name));
    text = await file.text();
  } catch {
    return refuse(words.problem.unreadable(file.name));
  }
  const brought = readBrought(file.name, text);
  if (brought.type === "problem") return refuse(words.problem[brought.problem](file.name));
  if (brought.type === "toml") return readToml(file.name, brought.text);
  if (brought.type === "assessment") {
    const all = catalogue.value?.frameworks.map(({ id }) => id) ?? [];
    notify(words.assessment(file.name));
    return [made(file.name, configOf(brought.check, all))];
  }
  if (brought.unreadable > 0) notify(words.partly(file.name, brought.unreadable), { tone: "problem" });
  return brought.projects;
}

async function readToml(name: string, text: string): Promise<Project[]> {
  const words = t.projects.bring;
  try {
    const { config, problems } = await engine.ask("readConfig", text);
    const [first] = problems;
    return first ? refuse(words.problem.toml(name, first.line, first.message, problems.length - 1)) : [made(name, config)];
  } catch {
    return refuse(words.problem.engine(name));
  }
}

function made(file: string, config: Config): Project {
  const name = file.replace(/\.(json|toml)$/i, "").replace(/^medlint$/i, "");
  return fromConfig(newProject(name), config);
}

function refuse(text: string): [] {
  notify(text, { tone: "problem" });
  return [];
}
