// How a requirement or a topic stands: a sign of its own shape, its colour, and the word. Never colour alone.
import type { JSX } from "preact";
import type { State, Status } from "../engine/types";
import { t } from "../texts";
import "./status.css";

export type Tone = "good" | "half" | "plan" | "gap" | "calm";

const TONES: Record<Status | State, Tone> = {
  met: "good", shown: "good", justified: "good",
  partly: "half", elsewhere: "half", "denied-with-reason": "half",
  planned: "plan",
  denied: "gap", placeholder: "gap", missing: "gap",
  mentioned: "calm", waived: "calm", "needs-a-person": "calm", "not-applicable": "calm",
};

export function toneOf(standing: Status | State): Tone {
  return TONES[standing];
}

const circle = <circle cx="8" cy="8" r="6" />;
const disc = <circle cx="8" cy="8" r="6.75" fill="currentColor" stroke="none" />;
const slash = <path d="M3.8 12.2l8.4-8.4" />;

const DRAWINGS: Record<Status | State, JSX.Element> = {
  met: disc,
  shown: disc,
  justified: <>{circle}<path d="M5 8.2l2.2 2.2L11 6.2" /></>,
  partly: <>{circle}<path d="M8 2a6 6 0 000 12z" fill="currentColor" stroke="none" /></>,
  elsewhere: <path d="M4 12l8-8M6 4h6v6" />,
  planned: <>{circle}<path d="M8 4.5V8l2.5 1.8" /></>,
  "denied-with-reason": <>{circle}{slash}<circle cx="11.6" cy="11.6" r="2.2" fill="currentColor" stroke="none" /></>,
  denied: <>{circle}{slash}</>,
  placeholder: <rect x="2.5" y="3.5" width="11" height="9" stroke-dasharray="2.2 1.6" />,
  missing: circle,
  mentioned: <circle cx="8" cy="8" r="6" stroke-dasharray="1.6 2.2" />,
  waived: <path d="M3 8h10" />,
  "needs-a-person": <><circle cx="8" cy="5" r="2.8" /><path d="M2.5 14c.6-3.4 2.8-4.6 5.5-4.6s4.9 1.2 5.5 4.6" /></>,
  "not-applicable": <path d="M4.5 4.5l7 7M11.5 4.5l-7 7" />,
};

interface Props {
  /** `status` of a requirement, or `state` of a topic. */
  status?: Status;
  state?: State;
  /** Only the sign is seen; the word stays for screen readers and as a tooltip. */
  compact?: boolean;
}

export function StatusSign({ status, state, compact = false }: Props) {
  const standing = status ?? state;
  if (!standing) return null;
  const word = status ? t.words.status[status] : t.words.state[state!];
  return (
    <span class={`sign ${TONES[standing]}`} title={compact ? word : undefined}>
      <svg viewBox="0 0 16 16" width="1em" height="1em" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" aria-hidden="true">
        {DRAWINGS[standing]}
      </svg>
      <span class={compact ? "unseen" : undefined}>{word}</span>
    </span>
  );
}
