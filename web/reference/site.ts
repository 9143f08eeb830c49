import type { Catalogue, Fact, Framework, Kind, Requirement, Topic } from "medlint-wasm";

/** The catalogue with the ways back: by id, and who refers to whom. */
export interface Site {
  catalogue: Catalogue;
  requirement: (id: string) => Requirement;
  topic: (id: string) => Topic;
  kind: (id: string) => Kind;
  fact: (id: string) => Fact;
  framework: (id: string) => Framework;
  requirementsOf: (framework: string) => readonly Requirement[];
  requirementsExpectedIn: (kind: string) => readonly Requirement[];
  requirementsDecidedBy: (fact: string) => readonly Requirement[];
  /** Kinds of document that should show a topic, heaviest first. */
  placesOf: (topic: string) => readonly Place[];
}

/** A section of a kind of document in which a topic is expected. */
export interface Place {
  kind: Kind;
  heading: string;
  weight: 1 | 2 | 3;
}

export function siteOf(catalogue: Catalogue): Site {
  const places = grouped(
    catalogue.kinds.flatMap((kind) => kind.topics.map(({ topic, heading, weight }) => [topic, { kind, heading, weight }] as const)),
  );
  for (const list of places.values()) list.sort((a, b) => b.weight - a.weight);
  const expected = grouped(catalogue.requirements.flatMap((r) => r.kinds.map((kind) => [kind, r] as const)));
  const decided = grouped(catalogue.requirements.flatMap((r) => r.when.map((fact) => [fact, r] as const)));
  const ofFramework = grouped(catalogue.requirements.map((r) => [r.framework, r] as const));
  return {
    catalogue,
    requirement: finder("requirement", catalogue.requirements),
    topic: finder("topic", catalogue.topics),
    kind: finder("kind", catalogue.kinds),
    fact: finder("fact", catalogue.facts),
    framework: finder("framework", catalogue.frameworks),
    requirementsOf: (id) => ofFramework.get(id) ?? [],
    requirementsExpectedIn: (id) => expected.get(id) ?? [],
    requirementsDecidedBy: (id) => decided.get(id) ?? [],
    placesOf: (id) => places.get(id) ?? [],
  };
}

/** Requirements in groups by framework, in the catalogue's order; frameworks without any are left out. */
export function byFramework(site: Site, requirements: readonly Requirement[]): [Framework, Requirement[]][] {
  return site.catalogue.frameworks
    .map((framework): [Framework, Requirement[]] => [framework, requirements.filter((r) => r.framework === framework.id)])
    .filter(([, list]) => list.length > 0);
}

export function grouped<Key, Value>(pairs: readonly (readonly [Key, Value])[]): Map<Key, Value[]> {
  const groups = new Map<Key, Value[]>();
  for (const [key, value] of pairs) {
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  }
  return groups;
}

function finder<Item extends { id: string }>(what: string, items: readonly Item[]): (id: string) => Item {
  const byId = new Map(items.map((item) => [item.id, item]));
  return (id) => {
    const found = byId.get(id);
    if (!found) throw new Error(`the catalogue names the ${what} ${id} and does not have it`);
    return found;
  };
}
