// What changed between two assessments, requirement by requirement. Pure; the earlier one first.
import type { AssessedRequirement, Check, Status } from "../../engine/types";

export const CHANGES = ["worse", "better", "applies", "no-longer", "otherwise", "evidence"] as const;
/** `otherwise`: to or from a standing that is neither better nor worse, such as waived. */
export type ChangeKind = (typeof CHANGES)[number];

export interface Change {
  kind: ChangeKind;
  /** As the later assessment has it, or the earlier one where only that knows it. */
  requirement: AssessedRequirement;
  /** `undefined`: the assessment does not know the requirement. */
  before: Status | undefined;
  after: Status | undefined;
  evidenceBefore: string[];
  evidenceAfter: string[];
}

export type ChangeCounts = Record<ChangeKind, number>;

export interface Comparison {
  changes: Change[];
  /** In the order of the later assessment. `met` counts, before and after. */
  frameworks: { framework: string; counts: ChangeCounts; met: [before: number, after: number] }[];
  total: ChangeCounts;
  met: [before: number, after: number];
  /** Made with different catalogues: requirements may have come, gone or changed their meaning. */
  otherCatalogue: boolean;
  /** Frameworks that only one of the two asked about. */
  onlyOnce: string[];
}

// Best first. What is not here cannot be compared: nobody wrote better or worse.
const SCALE: readonly Status[] = [
  "met", "justified", "partly", "elsewhere", "planned", "denied-with-reason", "denied", "placeholder", "missing",
];

export function compareChecks(before: Check, after: Check): Comparison {
  const older = new Map(before.requirements.map((requirement) => [requirement.id, requirement]));
  const newer = new Map(after.requirements.map((requirement) => [requirement.id, requirement]));
  const pairs = [
    ...after.requirements.map((requirement) => [older.get(requirement.id), requirement] as const),
    ...before.requirements.filter(({ id }) => !newer.has(id)).map((requirement) => [requirement, undefined] as const),
  ];
  const changes = pairs.flatMap(([one, other]) => changeOf(one, other) ?? []);
  const frameworks = [...new Set([...frameworksOf(after), ...frameworksOf(before)])];
  return {
    changes: CHANGES.flatMap((kind) => changes.filter((change) => change.kind === kind)),
    frameworks: frameworks.map((framework) => ({
      framework,
      counts: countsOf(changes.filter(({ requirement }) => requirement.framework === framework)),
      met: [metOf(before, framework), metOf(after, framework)],
    })),
    total: countsOf(changes),
    met: [metOf(before), metOf(after)],
    otherCatalogue: before.tool.catalogue !== after.tool.catalogue,
    onlyOnce: frameworks.filter((framework) => !(frameworksOf(before).includes(framework) && frameworksOf(after).includes(framework))),
  };
}

function changeOf(before: AssessedRequirement | undefined, after: AssessedRequirement | undefined): Change | undefined {
  const requirement = after ?? before;
  if (!requirement) return undefined;
  const evidenceBefore = evidenceOf(before);
  const evidenceAfter = evidenceOf(after);
  const kind = kindOf(before, after, JSON.stringify(traceOf(before)) !== JSON.stringify(traceOf(after)));
  return kind && { kind, requirement, before: before?.status, after: after?.status, evidenceBefore, evidenceAfter };
}

function kindOf(before: AssessedRequirement | undefined, after: AssessedRequirement | undefined, otherEvidence: boolean): ChangeKind | undefined {
  if (!applies(before) && !applies(after)) return undefined;
  if (!applies(before)) return "applies";
  if (!applies(after)) return "no-longer";
  if (before!.status === after!.status) return otherEvidence ? "evidence" : undefined;
  const [was, is] = [SCALE.indexOf(before!.status), SCALE.indexOf(after!.status)];
  if (was < 0 || is < 0) return "otherwise";
  return is < was ? "better" : "worse";
}

function applies(requirement: AssessedRequirement | undefined): boolean {
  return requirement !== undefined && requirement.status !== "not-applicable";
}

/** Where it is shown, in words. */
function evidenceOf(requirement: AssessedRequirement | undefined): string[] {
  const places = (requirement?.topics ?? []).flatMap(({ evidence }) => (evidence ? [[evidence.path, ...evidence.headings].join(" › ")] : []));
  const decided = requirement?.decision?.evidence;
  return [...new Set(decided ? [...places, decided] : places)];
}

/** What makes other evidence. Line numbers do not: they move whenever something above is written. */
function traceOf(requirement: AssessedRequirement | undefined): unknown {
  const topics = (requirement?.topics ?? []).map(({ topic, state, evidence }) => [topic, state, evidence?.path, evidence?.quote]);
  return [topics, requirement?.decision?.evidence ?? null];
}

function countsOf(changes: readonly Change[]): ChangeCounts {
  const counts: ChangeCounts = { worse: 0, better: 0, applies: 0, "no-longer": 0, otherwise: 0, evidence: 0 };
  for (const { kind } of changes) counts[kind] += 1;
  return counts;
}

function metOf(check: Check, framework?: string): number {
  return check.requirements.filter(
    (one) => (framework === undefined || one.framework === framework) && (one.status === "met" || one.status === "justified"),
  ).length;
}

function frameworksOf(check: Check): string[] {
  return check.coverage.frameworks.map(({ framework }) => framework);
}
