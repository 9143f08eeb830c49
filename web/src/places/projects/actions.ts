// What can be done with projects. Each step can be taken back or has been asked about.
import { download, fileName } from "../../parts/download";
import { notify } from "../../state/notices";
import { today, withName, type Project } from "../../state/project";
import { writeProjectFile } from "../../state/read";
import { createProject, deleteEverything, keepProject, openProject, projects, readStored } from "../../state/storage";
import { change, project } from "../../state/undo";
import { go } from "../../shell/route";
import { t } from "../../texts";
import { writeProjectsFile } from "./files";

const JSON_TYPE = "application/json";

export async function openOne(id: string): Promise<void> {
  if (id === project.peek().id || (await openProject(id))) go("report");
}

export async function startNew(): Promise<void> {
  if (!isUntouched(project.peek())) await createProject("");
  go("device");
}

export async function rename(id: string, name: string): Promise<void> {
  if (id === project.peek().id) return change(t.projects.renamed, (before) => withName(before, name));
  const found = await readStored(id);
  if (found) await attempt(() => keepProject({ ...withName(found, name), changed: new Date().toISOString() }));
}

export async function duplicate(id: string): Promise<void> {
  const found = await readStored(id);
  if (!found) return;
  const now = new Date().toISOString();
  const name = t.shell.storage.copyOf(found.name || t.shell.unnamed);
  if (await attempt(() => keepProject({ ...found, id: crypto.randomUUID(), name, created: now, changed: now }))) notify(t.projects.duplicated(name));
}

export async function exportOne(id: string): Promise<void> {
  const found = await readStored(id);
  if (found) download(fileName(found.name, today(), t.projects.file.one), writeProjectFile(found), JSON_TYPE);
}

export async function exportAll(): Promise<void> {
  const all = await readAll();
  download(fileName("medlint", today(), t.projects.file.all), writeProjectsFile(all), JSON_TYPE);
  const left = projects.value.filter(({ problem }) => problem).length;
  if (left > 0) notify(t.projects.notExported(left), { tone: "problem" });
}

export async function deleteAll(): Promise<void> {
  const all = await readAll();
  const { id } = project.peek();
  await deleteEverything();
  const back = async () => {
    for (const one of all) await keepProject(one);
    if (all.some((one) => one.id === id)) await openProject(id);
  };
  notify(t.projects.everything.done, { action: { label: t.shell.undo, run: () => void attempt(back) } });
}

/** Nothing was said or dropped in yet. */
export function isUntouched({ name, facts, decisions, notApplicable, documents, frameworks, levels, kept }: Project): boolean {
  return name === "" && [facts, decisions, notApplicable, documents, frameworks, levels, kept].every((part) => Object.keys(part).length === 0);
}

async function readAll(): Promise<Project[]> {
  const open = project.peek();
  const stored = await Promise.all(projects.value.filter(({ id, problem }) => id !== open.id && !problem).map(({ id }) => readStored(id)));
  const others = stored.filter((one) => one !== undefined);
  // Also when it could not be saved: then it is what an export is needed for.
  return isUntouched(open) ? others : [open, ...others];
}

async function attempt(run: () => Promise<void>): Promise<boolean> {
  try {
    await run();
    return true;
  } catch {
    notify(t.projects.bring.noRoom, { tone: "problem" });
    return false;
  }
}
