// What of the checklist is shown, as it stands in the address. Several values of one filter are separated by commas.
import type { Level, Stage, Status, Strength } from "../../engine/types";
import { isHidden, isOpen, type Row } from "./rows";

export const GROUPINGS = ["clause", "stage", "kind", "topic"] as const;
export type Grouping = (typeof GROUPINGS)[number];

export interface Filters {
  group: Grouping;
  framework: readonly string[];
  level: readonly Level[];
  strength: readonly Strength[];
  status: readonly Status[];
  stage: readonly Stage[];
  kind: readonly string[];
  topic: readonly string[];
  /** Only those that hang on this fact. */
  fact: readonly string[];
  open: boolean;
  mine: boolean;
  hidden: boolean;
}

type Params = Readonly<Record<string, string>>;

/** Those that can be taken back one by one; the name is the one in the address. */
export const LISTS = ["framework", "level", "strength", "status", "stage", "kind", "topic", "fact"] as const;
export const SWITCHES = ["open", "mine", "hidden"] as const;

export function readFilters(params: Params): Filters {
  const list = <Value extends string>(name: string) => (params[name] ?? "").split(",").filter(Boolean) as Value[];
  return {
    group: GROUPINGS.find((known) => known === params.group) ?? "clause",
    framework: list("framework"),
    level: list<Level>("level"),
    strength: list<Strength>("strength"),
    status: list<Status>("status"),
    stage: list<Stage>("stage"),
    kind: list("kind"),
    topic: list("topic"),
    fact: list("fact"),
    open: params.open === "1",
    mine: params.mine === "1",
    hidden: params.hidden === "1",
  };
}

export function topicsOf({ requirement }: Row): string[] {
  return [...requirement.topics, ...requirement.any_topics];
}

export function passes(row: Row, filters: Filters): boolean {
  const { requirement } = row;
  if (!row.inScope || (isHidden(row) && !filters.hidden)) return false;
  if (filters.open && !(isOpen(row) && !isHidden(row))) return false;
  if (filters.mine && !row.decided) return false;
  if (filters.status.length > 0 && !(row.status && filters.status.includes(row.status))) return false;
  return (
    one(filters.framework, requirement.framework) &&
    one(filters.level, requirement.level) &&
    one(filters.strength, requirement.strength) &&
    one(filters.stage, requirement.stage) &&
    any(filters.kind, requirement.kinds) &&
    any(filters.topic, topicsOf(row)) &&
    any(filters.fact, requirement.when)
  );
}

/** Parameters of the address that show everything. */
export function noFilters(): Record<string, undefined> {
  return Object.fromEntries([...LISTS, ...SWITCHES, "q"].map((name) => [name, undefined]));
}

export function isFiltered(filters: Filters): boolean {
  return LISTS.some((name) => filters[name].length > 0) || filters.open || filters.mine;
}

function one(wanted: readonly string[], value: string): boolean {
  return wanted.length === 0 || wanted.includes(value);
}

function any(wanted: readonly string[], values: readonly string[]): boolean {
  return wanted.length === 0 || wanted.some((value) => values.includes(value));
}
