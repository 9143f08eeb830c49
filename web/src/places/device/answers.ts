// Gives answers to the open project, and what the places of this page read of them.
import { computed, signal } from "@preact/signals";
import { catalogue } from "../../state/live";
import { announce } from "../../state/notices";
import { withFacts } from "../../state/project";
import { change, project } from "../../state/undo";
import { t } from "../../texts";
import type { FactText } from "../../texts/en/device";
import { effect, inScope, standing } from "./effects";
import { answer, contradictions, type Followed } from "./implications";
import { factsOfQuestion, type Question } from "./questions";

// What was filled in is known as long as the answers are the ones that this page gave; after undo, import or reload
// every answer counts as the visitor's own.
const filled = signal<{ facts: object; followed: Followed }>({ facts: {}, followed: {} });

export const followed = computed<Followed>(() => (filled.value.facts === project.value.facts ? filled.value.followed : {}));

/** The requirements of the chosen frameworks and levels. */
export const scope = computed(() => inScope(catalogue.value?.requirements ?? [], project.value.frameworks, project.value.levels));
export const sofar = computed(() => standing(scope.value, project.value.facts));
export const disputes = computed(() => contradictions(project.value.facts));

export function nameOf(fact: string): string {
  return t.device.facts[fact as FactText]?.name ?? fact;
}

export function effectOf(said: Readonly<Record<string, boolean | undefined>>): number {
  return effect(scope.value, project.value.facts, followed.value, said);
}

export function give(label: string, said: Readonly<Record<string, boolean | undefined>>): void {
  const result = answer(project.value.facts, followed.value, said);
  const also = Object.keys(result.followed).filter((fact) => result.followed[fact] !== followed.value[fact] && !(fact in said));
  change(label, (before) => withFacts(before, result.facts));
  filled.value = { facts: project.value.facts, followed: result.followed };
  const follows = also.length > 0 ? ` ${t.device.alsoSet(t.format.list(also.map(nameOf)))}` : "";
  announce(`${label}. ${t.device.summary.apply(sofar.value.applies, scope.value.length)} ${t.device.summary.applyWords}.${follows}`);
}

/** Answers "no" to all that is open in a question. */
export function refuseRest(question: Question): void {
  const open = factsOfQuestion(question).filter((fact) => !(fact in project.value.facts));
  give(t.device.restDone(t.device.questions[question.id].ask), Object.fromEntries(open.map((fact) => [fact, false])));
}
