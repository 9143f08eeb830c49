// What the checklist shows at the moment, from the address, the project and the last check.
import { batch, computed, signal } from "@preact/signals";
import { href, route, setParams } from "../../shell/route";
import { applicability, catalogue, check } from "../../state/live";
import { project } from "../../state/undo";
import { isFiltered, passes, readFilters } from "./filters";
import { groupRows, type Group } from "./groups";
import { isHidden, rowsOf, type Row } from "./rows";
import { finds, makeIndex, wordsOf } from "./search";

export const filters = computed(() => readFilters(route.value.params));

// The field follows each key at once, the list when that is painted, and the address when the typing rests: browsers
// refuse too many changes of it.
const typed = signal<string | undefined>(undefined);
const asked = signal<string | undefined>(undefined);
let frame = 0;
let timer: ReturnType<typeof setTimeout> | undefined;
const AT_REST = 350;

/** What stands in the field. */
export const query = computed(() => typed.value ?? route.value.params.q ?? "");
/** What the list is searched for. */
export const words = computed(() => wordsOf(asked.value ?? route.value.params.q ?? ""));

export function search(text: string): void {
  asked.value = asked.peek() ?? route.peek().params.q ?? "";
  typed.value = text;
  cancelAnimationFrame(frame);
  frame = requestAnimationFrame(() => setTimeout(() => typed.peek() !== undefined && (asked.value = typed.peek())));
  clearTimeout(timer);
  timer = setTimeout(settle, AT_REST);
}

function settle(): void {
  const text = typed.peek();
  batch(() => {
    if (text !== undefined && route.peek().place === "checklist") setParams({ q: text || undefined });
    typed.value = undefined;
    asked.value = undefined;
  });
}

const choices = computed(() => {
  const { frameworks, levels, decisions, notApplicable } = project.value;
  return { frameworks, levels, decisions, notApplicable };
});

const index = computed(() => catalogue.value && makeIndex(catalogue.value));

export const rows = computed<Row[]>(() =>
  catalogue.value ? rowsOf(catalogue.value, check.value, applicability.value, choices.value) : [],
);
export const byId = computed(() => new Map(rows.value.map((row) => [row.id, row])));
/** Of the chosen frameworks and levels, without what the answers hide. */
export const applicable = computed(() => rows.value.filter((row) => row.inScope && !isHidden(row)));
/** The requirement of the address: `#/checklist?requirement=ID` or `#/checklist/ID`. */
export const openId = computed(() => route.value.params.requirement ?? (route.value.rest || undefined));
export const openRow = computed(() => (openId.value ? byId.value.get(openId.value) : undefined));
/** In which group it was opened; a requirement can be in several. */
export const openedIn = signal<string | undefined>(undefined);

/** What the filters are about. */
export const filterable = computed(() => (filters.value.hidden ? rows.value.filter((row) => row.inScope) : applicable.value));
export const shown = computed(() =>
  rows.value.filter(
    (row) =>
      // What was opened from the list stays while it is worked on, even if it is not open any more after that.
      (row.id === openId.value && openedIn.value !== undefined) ||
      (passes(row, filters.value) && (words.value.length === 0 || finds(index.value?.get(row.id), words.value))),
  ),
);
export const groups = computed<Group[]>(() => (catalogue.value ? groupRows(shown.value, filters.value.group, catalogue.value) : []));

/** Whether the list has a row for it at the moment. */
export const isListed = computed(() => {
  const id = openId.value;
  return groups.value.some((group) => (group.id === openedIn.value || isUnfolded(group.id)) && group.rows.some((row) => row.id === id));
});

export function openRequirement(id: string | undefined, group?: string): void {
  openedIn.value = group;
  if (route.peek().rest === "") return setParams({ requirement: id });
  const { params } = route.peek();
  location.replace(href("checklist", "", { ...params, requirement: id }));
}

// Groups that the visitor opened or closed; the others are open when there is little to see.
const toggled = signal<Readonly<Record<string, boolean>>>({});
const FEW = 60;

export function isUnfolded(id: string): boolean {
  const mine = toggled.value[`${filters.value.group}/${id}`];
  if (mine !== undefined) return mine;
  return words.value.length > 0 || id === groups.value[0]?.id || shown.value.length <= FEW || (isFiltered(filters.value) && groups.value.length <= 3);
}

export function unfold(ids: readonly string[], open: boolean): void {
  const { group } = filters.value;
  toggled.value = { ...toggled.value, ...Object.fromEntries(ids.map((id) => [`${group}/${id}`, open])) };
}
