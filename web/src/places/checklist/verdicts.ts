// What a visitor says about a requirement, before it is kept: what is complete, and as what it is kept.
import type { AssessedRequirement, DecidedStatus, Status } from "../../engine/types";
import { today, withDecision, withNotApplicable, type Project } from "../../state/project";

/** `found`: nothing is decided, the documents speak. */
export type Choice = "found" | DecidedStatus | "not-applicable";
export const CHOICES: readonly Choice[] = ["found", "met", "partly", "planned", "missing", "not-applicable"];

export interface Draft {
  choice: Choice;
  reason: string;
  evidence: string;
  note: string;
  owner: string;
}

export type Problem = "reason" | "overruled" | "reasonOrEvidence";

const BEST_FIRST: readonly Status[] = [
  "met", "justified", "partly", "elsewhere", "planned", "denied-with-reason", "denied", "placeholder", "missing",
];

export function draftOf(project: Pick<Project, "decisions" | "notApplicable">, id: string): Draft {
  const exemption = project.notApplicable[id];
  const verdict = project.decisions[id];
  return {
    choice: exemption ? "not-applicable" : (verdict?.status ?? "found"),
    reason: exemption?.reason ?? verdict?.reason ?? "",
    evidence: verdict?.evidence ?? "",
    note: verdict?.note ?? "",
    owner: exemption?.owner ?? verdict?.owner ?? "",
  };
}

/** What the documents alone give. */
export function foundOf(assessed: AssessedRequirement | undefined): Status | undefined {
  if (!assessed) return undefined;
  if (assessed.decision) return assessed.decision.found;
  return assessed.status === "waived" ? undefined : assessed.status;
}

/** What is missing before it can be kept. To say more than the documents needs a ground, to say less a reason. */
export function problemOf(draft: Draft, found: Status | undefined): Problem | undefined {
  const reason = draft.reason.trim() !== "";
  if (draft.choice === "found") return undefined;
  if (draft.choice === "not-applicable") return reason ? undefined : "reason";
  if (found === "needs-a-person") return draft.choice === "missing" || reason || draft.evidence.trim() ? undefined : "reasonOrEvidence";
  const said = BEST_FIRST.indexOf(draft.choice);
  const stands = BEST_FIRST.indexOf(found ?? "missing");
  if (said > stands) return reason ? undefined : "overruled";
  if (said < stands) return reason || draft.evidence.trim() ? undefined : "reasonOrEvidence";
  return undefined;
}

/** The project with the draft in it. Call it only without a problem. */
export function keep(project: Project, id: string, draft: Draft, day = today()): Project {
  const { choice } = draft;
  const said = (text: string) => (text.trim() === "" ? undefined : text);
  const given = <T extends object>(value: T) => Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as T;
  if (choice === "found") return withNotApplicable(withDecision(project, id, undefined), id, undefined);
  if (choice === "not-applicable") {
    const before = project.notApplicable[id];
    return withNotApplicable(project, id, given({ ...before, reason: draft.reason, owner: said(draft.owner), date: day }));
  }
  const { reason, evidence, note, owner } = draft;
  return withDecision(
    project,
    id,
    given({ status: choice, reason: said(reason), evidence: said(evidence), note: said(note), owner: said(owner), date: day }),
  );
}

/** How a place in a document is written down as evidence. */
export function citation({ path, headings }: { path: string; headings: readonly string[] }): string {
  const section = headings.at(-1);
  return section ? `${path}, ${section}` : path;
}

/** Names that were given before, for the field of the owner. */
export function owners(project: Pick<Project, "decisions" | "notApplicable">): string[] {
  const all = [...Object.values(project.decisions), ...Object.values(project.notApplicable)].map(({ owner }) => owner ?? "");
  return [...new Set(all.filter(Boolean))].sort();
}
