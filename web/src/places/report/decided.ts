// What people decided against or beside the documents: each decision and each waiver once, with all requirements it is for.
import type { AssessedRequirement, Check, DecidedStatus, Excused, Status } from "../../engine/types";

export interface Decided {
  /** `waiver`: does not apply or is excused. */
  type: "decision" | "waiver";
  /** What was decided; none of a waiver. */
  status: DecidedStatus | undefined;
  /** What the documents alone give, where it is another status. */
  found: Status | undefined;
  reason: string | null;
  evidence: string | null;
  note: string | null;
  owner: string | null;
  date: string | null;
  expires: string | null;
  requirements: AssessedRequirement[];
}

export function decidedOf({ requirements }: Check): Decided[] {
  const all = new Map<string, Decided>();
  for (const requirement of requirements) {
    const one = decisionOf(requirement) ?? waiverOf(requirement);
    if (!one) continue;
    const { requirements: _own, ...said } = one;
    // A waiver of a topic stands at each of its requirements with the same words.
    const key = JSON.stringify(said);
    const known = all.get(key);
    if (known) known.requirements.push(requirement);
    else all.set(key, one);
  }
  return [...all.values()];
}

function decisionOf(requirement: AssessedRequirement): Decided | undefined {
  const { decision } = requirement;
  // Assessments of engines that knew no decisions have none.
  if (!decision) return undefined;
  const { status, found, reason, evidence, note, owner, date } = decision;
  return { type: "decision", status, found: found === status ? undefined : found, reason, evidence, note, owner, date, expires: null, requirements: [requirement] };
}

function waiverOf(requirement: AssessedRequirement): Decided | undefined {
  const { waiver } = requirement;
  if (!waiver) return undefined;
  const { reason, owner, date, expires } = waiver;
  return { type: "waiver", status: undefined, found: undefined, reason, evidence: null, note: null, owner, date, expires, requirements: [requirement] };
}

/** Findings that a waiver or a comment in a document excuses. */
export function excusedOf({ waived, suppressed }: Check): Excused[] {
  return [...waived, ...suppressed];
}
