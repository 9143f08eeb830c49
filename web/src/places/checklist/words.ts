// Names for what the checklist filters by and speaks of.
import type { Catalogue } from "../../engine/types";
import { t } from "../../texts";
import { shortName } from "../../texts/frameworks";
import type { FactText } from "../../texts/en/device";
import type { LISTS } from "./filters";

export function factName(fact: string): string {
  return t.device.facts[fact as FactText]?.name ?? fact;
}

export interface Named {
  value: string;
  label: string;
}

/** What a filter offers, in the order of the catalogue. */
export function optionsOf(name: (typeof LISTS)[number], catalogue: Catalogue): Named[] {
  const { words } = catalogue;
  switch (name) {
    case "framework": return catalogue.frameworks.map(({ id }) => ({ value: id, label: shortName(id) }));
    case "level": return words.levels.map(({ id }) => ({ value: id, label: t.words.level[id] }));
    case "strength": return words.strengths.map(({ id }) => ({ value: id, label: t.words.strength[id] }));
    case "status": return words.statuses.map(({ id }) => ({ value: id, label: t.words.status[id] }));
    case "stage": return words.stages.map(({ id }) => ({ value: id, label: t.words.stage[id] }));
    case "kind": return catalogue.kinds.map(({ id, title }) => ({ value: id, label: title }));
    case "topic": return catalogue.topics.map(({ id, title }) => ({ value: id, label: title }));
    case "fact": return catalogue.facts.map(({ id }) => ({ value: id, label: factName(id) }));
  }
}

