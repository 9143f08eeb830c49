// Which states mean that something is still to be done, and which one is stronger.
import type { AssessedRequirement, Check, State, Status } from "../../../wasm/src/types";

const CLOSED: readonly Status[] = ["met", "justified", "waived", "not-applicable"];

/** Strongest first. */
export const STATES: readonly State[] = ["shown", "partly", "elsewhere", "planned", "denied", "placeholder", "mentioned", "missing"];

/** Something is still to be done for it. */
export function isOpen(status: Status): boolean {
  return !CLOSED.includes(status);
}

export function stronger(a: State, b: State): State {
  return STATES.indexOf(a) <= STATES.indexOf(b) ? a : b;
}

export type Place = NonNullable<AssessedRequirement["topics"][number]["evidence"]>;

/** The places that answer a requirement, strongest first. */
export function placesOf(requirement: AssessedRequirement): Place[] {
  const topics = [...requirement.topics].sort((a, b) => STATES.indexOf(a.state) - STATES.indexOf(b.state));
  return topics.flatMap(({ evidence }) => evidence ?? []);
}

/** The topics of a requirement that are still to be written, the weakest first. */
export function topicsToWrite(requirement: AssessedRequirement): string[] {
  const open = requirement.topics.filter(({ state }) => state !== "shown");
  return [...open].sort((a, b) => STATES.indexOf(b.state) - STATES.indexOf(a.state)).map(({ topic }) => topic);
}

/** Where medlint would write a topic: a document that is there, or the kind of one to create. */
export function homeOf(topic: string, check: Check): { document: string | null; create: string | null } {
  const action = check.actions.find((action) => action.topic === topic);
  return { document: action?.document ?? null, create: action?.create ?? null };
}
