// What to write next and where: the engine's actions with the words of the catalogue.
import type { Action, AssessedRequirement, Catalogue, Check, State, Topic } from "../../engine/types";

export interface Gap {
  topic: Pick<Topic, "id" | "title" | "shown_when" | "not_enough">;
  state: State;
  severity: Action["severity"];
  place: Place;
  requirements: readonly AssessedRequirement[];
  /** Points that requirements ask for by name and the text lacks: one of the words of each would show it. */
  lacking: readonly { requirement: AssessedRequirement; words: readonly string[] }[];
}

/** A document that is there, a kind of document to create, or wherever it fits. */
export type Place =
  | { type: "document"; path: string; line: number | undefined; heading: string | undefined }
  | { type: "create"; kind: string; title: string; heading: string | undefined }
  | { type: "anywhere" };

export function gapsOf(check: Check, catalogue: Catalogue): Gap[] {
  const topics = new Map(catalogue.topics.map((topic) => [topic.id, topic]));
  const requirements = new Map(check.requirements.map((requirement) => [requirement.id, requirement]));
  return check.actions.map((action) => {
    const asked = action.requirements.flatMap((id) => requirements.get(id) ?? []);
    return {
      topic: topics.get(action.topic) ?? { id: action.topic, title: action.topic, shown_when: "", not_enough: "" },
      state: action.state,
      severity: action.severity,
      place: placeOf(action, asked, check, catalogue),
      requirements: asked,
      lacking: asked
        .filter(({ missing_points }) => missing_points.length > 0)
        .map((requirement) => ({ requirement, words: requirement.missing_points })),
    };
  });
}

function placeOf({ topic, document, create }: Action, asked: readonly AssessedRequirement[], check: Check, catalogue: Catalogue): Place {
  const headingIn = (id: string | undefined) =>
    catalogue.kinds.find((kind) => kind.id === id)?.topics.find((expected) => expected.topic === topic)?.heading || undefined;
  if (document !== null) {
    const begun = asked.flatMap((requirement) => requirement.topics).find((one) => one.topic === topic && one.evidence?.path === document);
    const kind = check.documents.find(({ path }) => path === document)?.kind.value;
    return { type: "document", path: document, line: begun?.evidence?.start_line, heading: begun ? undefined : headingIn(kind) };
  }
  if (create === null) return { type: "anywhere" };
  const title = catalogue.kinds.find(({ id }) => id === create)?.title ?? create;
  return { type: "create", kind: create, title, heading: headingIn(create) };
}

/** The same gaps by the document to open or to create; the one with the most urgent gap first. */
export function byPlace(gaps: readonly Gap[]): { place: Place; gaps: Gap[] }[] {
  const groups = new Map<string, { place: Place; gaps: Gap[] }>();
  for (const gap of gaps) {
    const { place } = gap;
    const key = place.type === "document" ? `d ${place.path}` : place.type === "create" ? `c ${place.kind}` : "";
    const group = groups.get(key) ?? { place, gaps: [] };
    group.gaps.push(gap);
    groups.set(key, group);
  }
  return [...groups.values()];
}
