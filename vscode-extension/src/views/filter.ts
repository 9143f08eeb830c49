// Which requirements are shown.
import type { AssessedRequirement, Level, Requirement } from "../../../wasm/src/types";
import { isOpen } from "../model/words";

export interface Filter {
  /** Only those for which something is still to be done. */
  openOnly: boolean;
  /** Empty: all levels. */
  levels: Level[];
  /** Empty: all frameworks. */
  frameworks: string[];
  /** Words that must all occur. */
  text: string;
  /** Those that do not apply, too. */
  withNotApplicable: boolean;
}

export const noFilter: Filter = { openOnly: false, levels: [], frameworks: [], text: "", withNotApplicable: false };

/** Gives a test for requirements; `more` is what the catalogue says of one. */
export function passes(filter: Filter): (one: AssessedRequirement, more: Requirement | undefined, topics: string[]) => boolean {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  return (one, more, topics) => {
    if (filter.openOnly && !isOpen(one.status)) return false;
    if (!filter.withNotApplicable && one.status === "not-applicable") return false;
    if (filter.levels.length > 0 && !filter.levels.includes(one.level)) return false;
    if (filter.frameworks.length > 0 && !filter.frameworks.includes(one.framework)) return false;
    if (words.length === 0) return true;
    const text = [one.id, one.title, one.clause, more?.section, more?.text, ...topics].join(" ").toLowerCase();
    return words.every((word) => text.includes(word));
  };
}

/** Something is left out that is normally seen. */
export function narrows(filter: Filter): boolean {
  return filter.openOnly || filter.levels.length > 0 || filter.frameworks.length > 0 || filter.text.trim() !== "";
}

/** A filter from what was kept, of which nobody knows who wrote it. */
export function readFilter(value: unknown): Filter {
  if (typeof value !== "object" || value === null) return noFilter;
  const given = value as Partial<Record<keyof Filter, unknown>>;
  const strings = (list: unknown) => (Array.isArray(list) ? list.filter((one): one is string => typeof one === "string") : []);
  return {
    openOnly: given.openOnly === true,
    levels: strings(given.levels).filter((level): level is Level => ["core", "detail", "context"].includes(level)),
    frameworks: strings(given.frameworks),
    text: typeof given.text === "string" ? given.text : "",
    withNotApplicable: given.withNotApplicable === true,
  };
}
