// How many requirements an answer brings in or takes out: the engine's rule (any of the facts of `when`; unknown counts
// as applicable), asked for every answer at once and therefore here. A test compares it with the engine.
import type { Applicability, Level, Requirement } from "../../engine/types";
import { answer, type Followed } from "./implications";

type Facts = Readonly<Record<string, boolean>>;

export interface Standing {
  applies: number;
  /** Of those, the ones that apply only because a question is open. */
  open: number;
  /** Do not apply, by the answers. */
  out: number;
}

/** The levels that are checked when none is chosen. */
export const USUAL_LEVELS: readonly Level[] = ["core", "detail"];

export function inScope(requirements: readonly Requirement[], frameworks: readonly string[], levels: readonly Level[]): Requirement[] {
  const chosen = levels.length > 0 ? levels : USUAL_LEVELS;
  return requirements.filter(
    ({ framework, level }) => chosen.includes(level) && (frameworks.length === 0 || frameworks.includes(framework)),
  );
}

export function applies({ when }: Pick<Requirement, "when">, facts: Facts): Applicability[string]["value"] {
  if (when.length === 0) return "always";
  if (when.some((fact) => facts[fact] === true)) return "yes";
  return when.every((fact) => facts[fact] === false) ? "no" : "unknown";
}

export function standing(requirements: readonly Requirement[], facts: Facts): Standing {
  const result: Standing = { applies: 0, open: 0, out: 0 };
  for (const requirement of requirements) {
    const value = applies(requirement, facts);
    if (value === "no") result.out++;
    else result.applies++;
    if (value === "unknown") result.open++;
  }
  return result;
}

/** What giving these answers would add (or, below 0, take out), with all that follows from them. */
export function effect(
  requirements: readonly Requirement[],
  facts: Facts,
  followed: Followed,
  said: Readonly<Record<string, boolean | undefined>>,
): number {
  return standing(requirements, answer(facts, followed, said).facts).applies - standing(requirements, facts).applies;
}
