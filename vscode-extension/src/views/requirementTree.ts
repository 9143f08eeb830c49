// Framework > clause > requirement.
import type { AssessedRequirement, Check } from "../../../wasm/src/types";
import type { Titles } from "../model/titles";
import { isOpen, placesOf, topicsToWrite } from "../model/words";
import { shortFramework, texts } from "../texts";
import { passes, type Filter } from "./filter";
import type { Node, Offer } from "./node";
import { icons, signOf, signOfGroup } from "./signs";

export function requirementTree(folder: string, check: Check, titles: Titles, filter: Filter): Node[] {
  const pass = passes(filter);
  // A sign says how a clause stands, whatever is filtered.
  const all = groupBy(check.requirements, clauseKey);
  const shown = check.requirements.filter((one) =>
    pass(one, titles.requirements.get(one.id), one.topics.map(({ topic }) => titles.topic(topic))),
  );
  const byFramework = groupBy(shown, ({ framework }) => framework);
  const order = titles.catalogue.frameworks.map(({ id }) => id);
  const frameworks = [...byFramework.keys()].sort((a, b) => place(order, a) - place(order, b));
  return frameworks.map((id) => {
    const requirements = byFramework.get(id)!;
    const clauses = [...groupBy(requirements, ({ clause }) => clause)];
    return {
      id: `${folder}#${id}${unfoldedMark(filter)}`,
      label: shortFramework(id),
      description: summary(requirements, filter),
      sign: icons.framework,
      tooltip: titles.catalogue.frameworks.find((framework) => framework.id === id)?.title ?? id,
      children: clauses.map(([clause, members]) => clauseNode(folder, { clause, members, all: all.get(clauseKey(members[0]!)) ?? members }, titles, filter)),
      unfolded: filter.text !== "" || byFramework.size === 1,
    };
  });
}

/** While text is looked for, groups are others: the editor would leave those that it knows folded. */
function unfoldedMark({ text }: Filter): string {
  return text === "" ? "" : "?";
}

interface Clause {
  clause: string;
  /** Those that are shown. */
  members: AssessedRequirement[];
  all: AssessedRequirement[];
}

function clauseKey({ framework, clause }: AssessedRequirement): string {
  return `${framework}#${clause}`;
}

function clauseNode(folder: string, { clause, members, all }: Clause, titles: Titles, filter: Filter): Node {
  const first = members[0]!;
  const section = titles.requirements.get(first.id)?.section ?? "";
  const label = section === "" || section === clause ? clause : `${clause} ${section}`;
  const description = summary(members, filter);
  // Only a person can settle those that need one; the sign does not wait for that.
  const counted = all.filter(({ status }) => status !== "not-applicable" && status !== "needs-a-person");
  const done = counted.filter(({ status }) => !isOpen(status));
  return {
    id: `${folder}#${clauseKey(first)}${unfoldedMark(filter)}`,
    label,
    description,
    sign: signOfGroup(done.length, counted.length),
    tooltip: `${label}: ${description}`,
    children: members.map((one) => requirementNode(folder, one)),
    unfolded: filter.text !== "",
  };
}

function requirementNode(folder: string, one: AssessedRequirement): Node {
  const offers: Offer[] = ["explained"];
  if (placesOf(one).length > 0) offers.push("placed");
  if (isOpen(one.status)) {
    offers.push("waivable");
    if (topicsToWrite(one).length > 0) offers.push("writable");
  }
  const status = texts.words.status[one.status];
  return {
    id: `${folder}#${one.id}`,
    label: one.title,
    description: one.id,
    sign: signOf(one.status),
    target: { kind: "requirement", folder, id: one.id },
    offers,
    spoken: texts.tree.spoken(one.title, one.id, status),
  };
}

/** Counted as in the report: what is waived is not met, what needs a person is not counted. */
function summary(members: readonly AssessedRequirement[], filter: Filter): string {
  if (filter.openOnly) return texts.tree.open(members.filter(({ status }) => isOpen(status)).length);
  const counted = members.filter(({ status }) => status !== "not-applicable" && status !== "needs-a-person");
  const met = counted.filter(({ status }) => status === "met" || status === "justified");
  return texts.tree.done(met.length, counted.length);
}

export function groupBy<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}

function place(order: readonly string[], id: string): number {
  const at = order.indexOf(id);
  return at < 0 ? order.length : at;
}
