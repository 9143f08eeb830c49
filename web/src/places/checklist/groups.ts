// Puts rows together: by clause of their source, by stage of life, by document or by topic. A requirement that is expected
// in two documents, or has two topics, is in both groups.
import type { Catalogue, Requirement, Stage } from "../../engine/types";
import { topicsOf, type Grouping } from "./filters";
import type { Row } from "./rows";

export interface Group {
  id: string;
  /** Words of the catalogue (English); empty where the page has a word of its own: `stage`, or none of them. */
  title: string;
  stage?: Stage;
  /** A group above it, e.g. the source of clauses. */
  above?: string;
  rows: Row[];
}

interface Place {
  id: string;
  title: string;
  stage?: Stage;
  above?: string;
}

/** In this group are those that belong to none. */
export const NONE = "none";

export function groupRows(rows: readonly Row[], by: Grouping, catalogue: Catalogue): Group[] {
  const places = placing(by, catalogue);
  const groups = new Map<string, Group>();
  for (const row of rows) {
    for (const place of places.of(row)) {
      const group = groups.get(place.id);
      if (group) group.rows.push(row);
      else groups.set(place.id, { ...place, rows: [row] });
    }
  }
  const all = [...groups.values()];
  if (!places.order) return all;
  const rank = new Map(places.order.map((id, at) => [id, at]));
  return all.sort((a, b) => (rank.get(a.id) ?? rank.size) - (rank.get(b.id) ?? rank.size));
}

function placing(by: Grouping, { frameworks, topics, kinds, areas, words }: Catalogue): { of: (row: Row) => Place[]; order?: string[] } {
  if (by === "stage") {
    return { of: ({ requirement: { stage } }) => [{ id: stage, title: "", stage }], order: words.stages.map(({ id }) => id) };
  }
  if (by === "kind") {
    const titles = new Map(kinds.map(({ id, title }) => [id, title]));
    return { of: ({ requirement }) => listed(requirement.kinds, titles), order: [...titles.keys()] };
  }
  if (by === "topic") {
    const titles = new Map(topics.map(({ id, title }) => [id, title]));
    const area = new Map(areas.map(({ id, title }) => [id, title]));
    const above = new Map(topics.map((topic) => [topic.id, area.get(topic.area) ?? topic.area]));
    return { of: (row) => listed(topicsOf(row), titles, above), order: [...titles.keys()] };
  }
  const titles = new Map(frameworks.map(({ id, title }) => [id, title]));
  return {
    of: ({ requirement }) => {
      const title = chapter(requirement);
      return [{ id: `${requirement.framework}/${title}`, title, above: titles.get(requirement.framework) ?? requirement.framework }];
    },
  };
}

function listed(ids: readonly string[], titles: ReadonlyMap<string, string>, above?: ReadonlyMap<string, string>): Place[] {
  if (ids.length === 0) return [{ id: NONE, title: "" }];
  return [...new Set(ids)].map((id) => {
    const over = above?.get(id);
    return { id, title: titles.get(id) ?? id, ...(over && { above: over }) };
  });
}

/** The section of the source without its subsections: clauses alone would make groups of one or two. */
export function chapter({ section }: Pick<Requirement, "section">): string {
  return section.split(/: |; |, (?=MDR|footnote)/)[0]!;
}

/** `5.1 to 5.4` of the clauses in a group; empty when they are of different sorts. */
export function clauses(rows: readonly Row[]): string {
  const numbers = rows.map(({ requirement }) => /^\d+(\.\d+)*/.exec(requirement.clause)?.[0]);
  const first = numbers[0];
  const last = numbers.at(-1);
  if (!first || !last) return "";
  return first === last ? first : `${first} – ${last}`;
}
