// How grave a finding is: a shape of its own, its colour, and the word.
import type { Severity } from "../../engine/types";
import { t } from "../../texts";
import { SIGNS } from "./signs";

interface Props {
  severity: Severity;
  /** The surroundings say the word. */
  bare?: boolean;
}

const TONES: Record<Severity, string> = { error: "gap", warning: "half", info: "calm" };

export function SeveritySign({ severity, bare = false }: Props) {
  return (
    <span class={`sign ${TONES[severity]}`}>
      <svg viewBox="0 0 16 16" width="1em" height="1em" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">
        <path d={SIGNS[severity]} />
      </svg>
      {!bare && <span>{t.words.severity[severity]}</span>}
    </span>
  );
}
