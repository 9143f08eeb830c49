// How an assessment is summed up. The groups are those of the engine's own reports, so that a figure on the page is the
// same as in a file.
import type { Check, Counts, Finding, Severity, Stage } from "../../engine/types";

export interface Groups {
  met: number;
  begun: number;
  lacking: number;
  person: number;
  waived: number;
}

export function groupsOf(counts: Counts): Groups {
  return {
    met: counts.met + counts.justified,
    begun: counts.partly + counts.elsewhere + counts.planned,
    lacking: counts.denied + counts.placeholder + counts.missing,
    person: counts["needs-a-person"] + counts["denied-with-reason"],
    waived: counts.waived,
  };
}

/** What is left to write. */
export function openOf(counts: Counts): number {
  const { begun, lacking } = groupsOf(counts);
  return begun + lacking;
}

/** 0 to 1 of those that apply. Waived ones need no text either. */
export function shareOf(counts: Counts): number {
  const { met, waived } = groupsOf(counts);
  const asked = counts.applicable - waived;
  return asked === 0 ? 1 : met / asked;
}

export interface Square {
  framework: string;
  stage: Stage;
  counts: Counts;
}

/** What has a cell in the map of frameworks and stages: where something applies. Stages keep the order of `stages`. */
export function heatOf({ coverage }: Check, stages: readonly Stage[]): { stages: Stage[]; rows: { framework: string; squares: Square[] }[] } {
  const rows = coverage.frameworks
    .filter(({ counts }) => counts.applicable > 0)
    .map(({ framework, stages: byStage }) => ({
      framework,
      squares: stages.flatMap((stage) => {
        const counts = byStage[stage];
        return counts && counts.applicable > 0 ? [{ framework, stage, counts }] : [];
      }),
    }));
  const used = new Set(rows.flatMap(({ squares }) => squares.map(({ stage }) => stage)));
  return { stages: stages.filter((stage) => used.has(stage)), rows };
}

const SEVERITIES: readonly Severity[] = ["error", "warning", "info"];

/** The worst first; severities without findings are left out. */
export function findingsBySeverity(findings: readonly Finding[]): { severity: Severity; findings: Finding[] }[] {
  return SEVERITIES.map((severity) => ({ severity, findings: findings.filter((finding) => finding.severity === severity) })).filter(
    (group) => group.findings.length > 0,
  );
}
