// Signs of states: a shape of its own and a colour each. Never colour alone.
import type { State, Status } from "../../../wasm/src/types";

export interface Sign {
  /** Of the editor's icons. */
  icon: string;
  color?: string;
}

const found = "medlint.found";
const partly = "medlint.partly";
const planned = "medlint.planned";
const missing = "medlint.missing";
const calm = "medlint.calm";

const SIGNS: Record<Status | State, Sign> = {
  met: { icon: "pass-filled", color: found },
  shown: { icon: "pass-filled", color: found },
  justified: { icon: "pass", color: found },
  partly: { icon: "color-mode", color: partly },
  elsewhere: { icon: "link-external", color: partly },
  planned: { icon: "watch", color: planned },
  "denied-with-reason": { icon: "circle-slash", color: partly },
  denied: { icon: "circle-slash", color: missing },
  placeholder: { icon: "edit", color: missing },
  mentioned: { icon: "circle-small", color: calm },
  missing: { icon: "circle-large-outline", color: missing },
  waived: { icon: "dash", color: calm },
  "needs-a-person": { icon: "person", color: calm },
  "not-applicable": { icon: "close", color: calm },
};

export function signOf(standing: Status | State): Sign {
  return SIGNS[standing] ?? SIGNS.missing;
}

/** Of a group, by how many of its members are done. */
export function signOfGroup(done: number, all: number): Sign {
  if (all === 0) return SIGNS["needs-a-person"];
  if (done === all) return SIGNS.met;
  return done === 0 ? SIGNS.missing : SIGNS.partly;
}

export const icons = {
  folder: { icon: "root-folder" },
  framework: { icon: "book" },
  area: { icon: "symbol-folder" },
  newDocument: { icon: "new-file" },
  settings: { icon: "settings-gear" },
  place: { icon: "go-to-file" },
} as const satisfies Record<string, Sign>;
