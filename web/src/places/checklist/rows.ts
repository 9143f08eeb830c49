// One line of the checklist: a requirement of the catalogue with how it stands in this project.
import type { Applicability, AssessedRequirement, Catalogue, Check, Requirement, Status } from "../../engine/types";
import type { Project } from "../../state/project";

export interface Row {
  id: string;
  requirement: Requirement;
  /** As of the last check; none before the first one. */
  status: Status | undefined;
  applies: Applicability[string];
  assessed: AssessedRequirement | undefined;
  /** The visitor has said something about it. */
  decided: boolean;
  /** Of the chosen frameworks and levels. */
  inScope: boolean;
}

type Chosen = Pick<Project, "frameworks" | "levels" | "decisions" | "notApplicable">;

const CLOSED: readonly Status[] = ["met", "justified", "waived", "not-applicable"];
const UNKNOWN: Applicability[string] = { value: "unknown", because: [] };

export function rowsOf(catalogue: Catalogue, check: Check | undefined, applicability: Applicability, project: Chosen): Row[] {
  const assessed = new Map(check?.requirements.map((one) => [one.id, one]));
  const levels = project.levels.length > 0 ? project.levels : ["core", "detail"];
  return catalogue.requirements.map((requirement) => {
    const { id, framework, level } = requirement;
    const one = assessed.get(id);
    return {
      id,
      requirement,
      status: one?.status,
      applies: one?.applies ?? applicability[id] ?? UNKNOWN,
      assessed: one,
      decided: id in project.decisions || id in project.notApplicable,
      inScope: levels.includes(level) && (project.frameworks.length === 0 || project.frameworks.includes(framework)),
    };
  });
}

/** Something is still to be done for it. */
export function isOpen({ status }: Row): boolean {
  return status === undefined || !CLOSED.includes(status);
}

export function isHidden({ applies }: Row): boolean {
  return applies.value === "no";
}

export type StatusCounts = Partial<Record<Status, number>>;

export function count(rows: readonly Row[]): StatusCounts {
  const counts: StatusCounts = {};
  for (const { status } of rows) if (status && status !== "not-applicable") counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}
