// The assessment of a project that is not open: an engine of its own, for as long as it takes.
import { engineBeside } from "../engine/client";
import type { Check } from "../engine/types";
import { toConfig } from "./config";
import { bytesOf, today, type Project } from "./project";

/** Rejects when the engine does. Documents on which it stops are left out, as in the open project. */
export async function assessProjects<T>(projects: AsyncIterable<Project> | Iterable<Project>, each: (project: Project, check: Check) => T): Promise<void> {
  const engine = engineBeside();
  try {
    for await (const project of projects) {
      await engine.clear();
      await engine.configure(await engine.ask("writeConfig", toConfig(project)));
      await engine.analyseMany(project.documents.map((document) => ({ path: document.path, bytes: bytesOf(document) })));
      const check = await engine.check({ today: today() });
      if (check) each(project, check);
    }
  } finally {
    engine.reset();
  }
}

export async function assessProject(project: Project): Promise<Check> {
  let found: Check | undefined;
  await assessProjects([project], (_, check) => (found = check));
  if (!found) throw new Error("no assessment");
  return found;
}
