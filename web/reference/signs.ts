import type { State, Status } from "medlint-wasm";
import { Html, html } from "./html";

/** Small drawings that stand beside a word, never instead of it. */
const RING = html`<circle cx="8" cy="8" r="6" />`;
const SHAPES: Record<State | Status, Html> = {
  shown: html`<circle class="full" cx="8" cy="8" r="6" />`,
  met: html`<circle class="full" cx="8" cy="8" r="6" />`,
  justified: html`${RING}<path d="m5 8.2 2.2 2.2L11 6" />`,
  partly: html`${RING}<path class="full" d="M8 2a6 6 0 0 0 0 12z" />`,
  planned: html`${RING}<path d="M8 4.5V8l2.5 1.8" />`,
  elsewhere: html`<path d="M4 12 12 4M6 4h6v6" />`,
  "denied-with-reason": html`${RING}<path d="m4 12 8-8" />`,
  denied: html`${RING}<path d="m4 12 8-8" />`,
  placeholder: html`<rect x="2.5" y="3.5" width="11" height="9" /><path d="M5.5 10h5" />`,
  mentioned: html`${RING}<circle class="full" cx="8" cy="8" r="1.2" />`,
  missing: RING,
  waived: html`<path d="M3 8h10" />`,
  "needs-a-person": html`<circle cx="8" cy="5" r="2.6" /><path d="M3 14c.4-3 2.4-4.4 5-4.4s4.6 1.4 5 4.4" />`,
  "not-applicable": html`<path d="M3 8h10" />`,
};

const TONES: Record<State | Status, "good" | "half" | "plan" | "gap" | "calm"> = {
  shown: "good",
  met: "good",
  justified: "good",
  partly: "half",
  planned: "plan",
  elsewhere: "plan",
  "denied-with-reason": "half",
  denied: "gap",
  placeholder: "gap",
  mentioned: "gap",
  missing: "gap",
  waived: "calm",
  "needs-a-person": "calm",
  "not-applicable": "calm",
};

export function sign(standing: State | Status): Html {
  return html`<svg class="sign ${TONES[standing]}" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">${SHAPES[standing]}</svg>`;
}
