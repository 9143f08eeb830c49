// What follows from an answer. Only unanswered facts are filled in: what a visitor said is never changed by it, and where
// two answers cannot both be true, that is shown instead.

type Facts = Readonly<Record<string, boolean>>;

interface Said {
  fact: string;
  value: boolean;
}

/** By the meaning of the facts; holds in the other direction, too: no interface, hence no network. `!` is "not". */
export const SURE: Readonly<Record<string, readonly string[]>> = {
  "software-only": ["!physical-device"],
  implantable: ["physical-device", "patient-connected", "!ivd"],
  "patient-connected": ["physical-device"],
  ivd: ["!patient-connected", "!annex-xvi"],
  firmware: ["physical-device"],
  "physical-port": ["physical-device"],
  networked: ["interface"],
  wireless: ["interface"],
  "removable-media": ["interface"],
  "transfers-data": ["interface"],
  "remote-commands": ["transfers-data"],
  "legacy-peer": ["interface"],
  cloud: ["networked"],
  "remote-access": ["interface"],
  "remotely-updatable": ["updatable", "interface"],
  "multi-user": ["user-access"],
  "lay-user": ["user-access"],
  configurable: ["user-access"],
  "user-workstation": ["user-access"],
  "admin-workstation": ["user-access"],
  "mobile-platform": ["os-or-platform", "third-party-platform"],
  "open-source-software": ["third-party-software"],
  "class-i": ["!class-iia-plus"],
};

/** Mostly so: filled in as well, but another answer is no contradiction. */
export const USUAL: Readonly<Record<string, readonly string[]>> = {
  wireless: ["networked"],
  networked: ["transfers-data"],
  cloud: ["third-party-platform"],
  "remote-access": ["networked", "service-access"],
  "remotely-updatable": ["networked"],
  "software-only": ["os-or-platform", "third-party-platform"],
  "user-login": ["user-access"],
  "home-use": ["lay-user"],
  "os-or-platform": ["third-party-software"],
  "class-iia-plus": ["submission-required"],
  "near-eol": ["fielded"],
  eol: ["fielded"],
  "near-eos": ["fielded"],
  eos: ["fielded"],
  "field-action": ["fielded"],
  "serious-incident": ["fielded"],
};

const consequences = new Map<string, Said[]>();
for (const [fact, all] of Object.entries(SURE)) {
  for (const then of all.map(read)) {
    add({ fact, value: true }, then);
    add({ fact: then.fact, value: !then.value }, { fact, value: false });
  }
}
const contradicting = new Map([...consequences].map(([key, all]) => [key, [...all]]));
for (const [fact, all] of Object.entries(USUAL)) for (const then of all.map(read)) add({ fact, value: true }, then);

function read(text: string): Said {
  return text.startsWith("!") ? { fact: text.slice(1), value: false } : { fact: text, value: true };
}

function add(when: Said, then: Said): void {
  const key = keyOf(when);
  consequences.set(key, [...(consequences.get(key) ?? []), then]);
}

function keyOf({ fact, value }: Said): string {
  return value ? fact : `!${fact}`;
}

/** Answers that were filled in, each with the answer from which it follows. */
export type Followed = Readonly<Record<string, string>>;

export interface Answered {
  facts: Record<string, boolean>;
  followed: Record<string, string>;
}

/** Gives answers (`undefined` takes one back), fills in what follows, and takes back what only followed from before. */
export function answer(before: Facts, followedBefore: Followed, said: Readonly<Record<string, boolean | undefined>>): Answered {
  const facts: Record<string, boolean> = { ...before };
  const followed: Record<string, string> = { ...followedBefore };
  const withdrawn: string[] = [];
  for (const fact of Object.keys(said)) delete followed[fact];
  const withdraw = (source: string) => {
    for (const fact of Object.keys(followed).filter((fact) => followed[fact] === source)) {
      delete followed[fact];
      delete facts[fact];
      withdrawn.push(fact);
      withdraw(fact);
    }
  };
  for (const [fact, value] of Object.entries(said)) {
    if (before[fact] === value) continue;
    withdraw(fact);
    if (value === undefined) delete facts[fact];
    else facts[fact] = value;
  }
  for (const [fact, value] of Object.entries(said)) if (value !== undefined) follow({ fact, value }, facts, followed);
  // What was taken back may follow from another answer that still stands.
  for (const [fact, value] of Object.entries(facts)) follow({ fact, value }, facts, followed, withdrawn);
  return { facts, followed };
}

function follow(from: Said, facts: Record<string, boolean>, followed: Record<string, string>, among?: readonly string[]): void {
  for (const { fact, value } of consequences.get(keyOf(from)) ?? []) {
    if (fact in facts || (among && !among.includes(fact)) || disputed({ fact, value }, facts)) continue;
    facts[fact] = value;
    followed[fact] = from.fact;
    follow({ fact, value }, facts, followed, among);
  }
}

/** Answers that cannot both be true, by fact, with the other one. */
export function contradictions(facts: Facts): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [fact, value] of Object.entries(facts)) {
    const against = disputed({ fact, value }, facts);
    if (against) found[fact] = against;
  }
  return found;
}

/** The answer with which this one cannot be true. */
function disputed(said: Said, facts: Facts): string | undefined {
  return contradicting.get(keyOf(said))?.find(({ fact, value }) => fact in facts && facts[fact] !== value)?.fact;
}
