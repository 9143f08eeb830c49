// Where the report leads to.
import type { Stage } from "../../engine/types";
import { href } from "../../shell/route";

export const toChecklist = (filter: { framework?: string; stage?: Stage; topic?: string; fact?: string }) => href("checklist", "", filter);
export const toRequirement = (id: string) => href("checklist", "", { requirement: id });
export const toDocument = (path: string, line?: number | null) => href("documents", path, { line: line ? String(line) : undefined });
