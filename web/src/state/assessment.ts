// Reads an assessment of which nobody knows where it has been: a file of `medlint check --format json`. Looks at every
// field that the page uses; a mistake found later would be a broken page.
import type { Check } from "../engine/types";

export type ReadAssessment = { ok: true; check: Check } | { ok: false; problem: AssessmentProblem };
export type AssessmentProblem = "no-json" | "foreign" | "newer" | "damaged";

const VERSION = 1;

export function readAssessment(text: string): ReadAssessment {
  let value: unknown;
  try {
    // Editors and shells of Windows put a byte order mark before it.
    value = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    return { ok: false, problem: "no-json" };
  }
  if (!isAssessment(value)) return { ok: false, problem: "foreign" };
  if (typeof value.version === "number" && value.version > VERSION) return { ok: false, problem: "newer" };
  const fine =
    value.version === VERSION &&
    has(value.tool, { version: isText, catalogue: isText }) &&
    has(value.profile, { name: orNull(isText), facts: (facts) => isRecord(facts) && Object.values(facts).every((fact) => typeof fact === "boolean") }) &&
    listOf(value.documents, (one) => has(one, { path: isText, kind: (kind) => has(kind, { value: isText, because: isText }) })) &&
    listOf(value.requirements, isRequirement) &&
    has(value.coverage, { frameworks: (all) => listOf(all, (one) => has(one, { framework: isText })) });
  // Each field was looked at; the compiler cannot follow that.
  return fine ? { ok: true, check: value as unknown as Check } : { ok: false, problem: "damaged" };
}

/** By its mark alone: whether it means to be an assessment. */
export function isAssessment(value: unknown): value is Record<string, unknown> {
  return isRecord(value) && isRecord(value.tool) && value.tool.name === "medlint" && "requirements" in value && "coverage" in value;
}

function isRequirement(value: unknown): boolean {
  return (
    has(value, { id: isText, framework: isText, clause: isText, title: isText, status: isText, level: isText }) &&
    listOf((value as Record<string, unknown>).topics, (topic) =>
      has(topic, {
        topic: isText,
        state: isText,
        evidence: orNull((evidence) => has(evidence, { path: isText, quote: isText, headings: (all) => listOf(all, isText) })),
      }),
    ) &&
    has(value, { waiver: orNull(isRecord), decision: orNull((decision) => has(decision, { status: isText })) })
  );
}

type Test = (value: unknown) => boolean;

function has(value: unknown, fields: Record<string, Test>): boolean {
  return isRecord(value) && Object.entries(fields).every(([name, is]) => is(value[name]));
}

function listOf(value: unknown, is: Test): boolean {
  return Array.isArray(value) && value.every(is);
}

/** Fields that came later are absent in older files. */
function orNull(is: Test): Test {
  return (value) => value === null || value === undefined || is(value);
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
