// The ten questions of the place and the facts that each of them sets. Every fact of the catalogue is in exactly one.
// The words are in the texts; here is only what belongs together.

export interface FactPoint {
  sort: "fact";
  fact: string;
}

/** Facts of which only some combinations make sense: one is chosen, and all of them are set. */
export interface ChoicePoint {
  sort: "choice";
  id: ChoiceId;
  options: readonly { id: string; says: Readonly<Record<string, boolean>> }[];
}

export type Point = FactPoint | ChoicePoint;
export type QuestionId = (typeof QUESTION_IDS)[number];
export type ChoiceId = "form" | "class" | "stage";

export interface Question {
  id: QuestionId;
  points: readonly Point[];
}

export const QUESTION_IDS = ["what", "where", "connects", "people", "data", "software", "markets", "class", "life", "now"] as const;

const STAGES = ["fielded", "near-eol", "eol", "near-eos", "eos"];

/** The named facts are true, the others of the list are not. */
function only(all: readonly string[], ...yes: string[]): Record<string, boolean> {
  return Object.fromEntries(all.map((fact) => [fact, yes.includes(fact)]));
}

function facts(...ids: string[]): FactPoint[] {
  return ids.map((fact) => ({ sort: "fact", fact }));
}

const FORM: ChoicePoint = {
  sort: "choice",
  id: "form",
  options: [
    { id: "hardware", says: { "physical-device": true, "software-only": false } },
    { id: "software", says: { "physical-device": false, "software-only": true } },
  ],
};

const CLASS: ChoicePoint = {
  sort: "choice",
  id: "class",
  options: [
    { id: "lowest", says: { "class-i": true, "class-iia-plus": false } },
    { id: "higher", says: { "class-i": false, "class-iia-plus": true } },
    { id: "none", says: { "class-i": false, "class-iia-plus": false } },
  ],
};

const STAGE: ChoicePoint = {
  sort: "choice",
  id: "stage",
  options: [
    { id: "development", says: only(STAGES) },
    { id: "supported", says: only(STAGES, "fielded") },
    { id: "nearEol", says: only(STAGES, "fielded", "near-eol") },
    { id: "limited", says: only(STAGES, "fielded", "eol") },
    { id: "nearEos", says: only(STAGES, "fielded", "eol", "near-eos") },
    { id: "ended", says: only(STAGES, "fielded", "eos") },
  ],
};

export const QUESTIONS: readonly Question[] = [
  { id: "what", points: [FORM, ...facts("implantable", "patient-connected", "emergency-use", "ivd", "annex-xvi")] },
  {
    id: "where",
    points: facts(
      "operator-environment", "home-use", "relies-on-environment", "user-workstation", "admin-workstation", "combination",
      "multi-device-system", "integrator-used",
    ),
  },
  {
    id: "connects",
    points: facts(
      "interface", "networked", "wireless", "physical-port", "removable-media", "transfers-data", "remote-commands",
      "legacy-peer", "cloud", "remote-access",
    ),
  },
  { id: "people", points: facts("user-access", "lay-user", "multi-user", "user-login", "session-based", "configurable", "service-access") },
  { id: "data", points: facts("personal-data", "stores-safety-data", "uses-crypto") },
  {
    id: "software",
    points: facts(
      "firmware", "os-or-platform", "third-party-platform", "mobile-platform", "third-party-software",
      "open-source-software", "updatable", "remotely-updatable",
    ),
  },
  { id: "markets", points: facts("multi-market", "submission-required", "clinical-investigation") },
  { id: "class", points: [CLASS] },
  { id: "life", points: [STAGE, ...facts("legacy")] },
  { id: "now", points: facts("vulnerability-event", "incident-event", "serious-incident", "field-action", "component-unsupported") },
];

export function factsOf(point: Point): string[] {
  return point.sort === "fact" ? [point.fact] : Object.keys(point.options[0]!.says);
}

export function factsOfQuestion(question: Question): string[] {
  return question.points.flatMap(factsOf);
}

/** The question that sets a fact. */
export function questionOf(fact: string): Question | undefined {
  return QUESTIONS.find((question) => factsOfQuestion(question).includes(fact));
}

/** How many facts of a question are known. */
export function answered(question: Question, known: Readonly<Record<string, boolean>>): { done: number; all: number } {
  const all = factsOfQuestion(question);
  return { done: all.filter((fact) => fact in known).length, all: all.length };
}

/** The option that the facts say; `open` when nothing is known, `partly` when they fit none. */
export function chosen(point: ChoicePoint, known: Readonly<Record<string, boolean>>): string {
  if (factsOf(point).every((fact) => !(fact in known))) return "open";
  const option = point.options.find(({ says }) => Object.entries(says).every(([fact, value]) => known[fact] === value));
  return option?.id ?? "partly";
}
