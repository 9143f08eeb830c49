// The closed lists of the engine, as the page calls them.
import type { Level, Severity, Stage, State, Status, Strength } from "../../engine/types";

const status: Record<Status, string> = {
  met: "met",
  justified: "absence justified",
  partly: "partly",
  elsewhere: "said to be elsewhere",
  planned: "planned",
  "denied-with-reason": "denied, with a reason",
  denied: "denied",
  placeholder: "placeholder",
  missing: "missing",
  waived: "not applicable or waived",
  "needs-a-person": "needs a person",
  "not-applicable": "does not apply",
};

const state: Record<State, string> = {
  shown: "content found",
  partly: "partly",
  elsewhere: "said to be elsewhere",
  planned: "planned",
  denied: "denied",
  placeholder: "placeholder",
  mentioned: "only mentioned",
  missing: "missing",
};

const stage: Record<Stage, string> = {
  concept: "Concept",
  design: "Design",
  risk: "Risk management",
  verification: "Verification",
  information: "Information for users",
  deployment: "Deployment",
  postmarket: "Post-market",
  vigilance: "Vigilance",
  legacy: "End of life",
  submission: "Submission",
  general: "General",
};

const strength: Record<Strength, string> = { must: "must", should: "should", may: "may", info: "information" };
const level: Record<Level, string> = { core: "core", detail: "detail", context: "context" };
const severity: Record<Severity, string> = { error: "error", warning: "warning", info: "information" };

export const words = { status, state, stage, strength, level, severity };
