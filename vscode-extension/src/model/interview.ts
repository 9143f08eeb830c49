// Questions about the device, one after another: what was answered before, what is answered now, and the way back.
import type { Fact, FactGroup } from "../../../wasm/src/types";

/** `null`: not known. */
export type Answer = boolean | null;

export class Interview {
  private at = 0;
  private readonly given = new Map<string, Answer>();

  constructor(
    readonly facts: readonly Fact[],
    private readonly before: Readonly<Record<string, boolean>>,
  ) {}

  /** The question to ask now; nothing when all were asked. */
  get current(): Fact | undefined {
    return this.facts[this.at];
  }

  /** From 1. */
  get step(): number {
    return this.at + 1;
  }

  get canGoBack(): boolean {
    return this.at > 0;
  }

  answerTo(fact: string): Answer {
    const now = this.given.get(fact);
    return now !== undefined ? now : (this.before[fact] ?? null);
  }

  answer(answer: Answer): void {
    if (!this.current) return;
    this.given.set(this.current.id, answer);
    this.at++;
  }

  back(): void {
    if (this.canGoBack) this.at--;
  }

  /** What is different from before. */
  get changes(): Record<string, Answer> {
    return Object.fromEntries([...this.given].filter(([fact, answer]) => answer !== (this.before[fact] ?? null)));
  }
}

/** How much of a group of questions is answered. */
export function answered(facts: readonly Fact[], group: FactGroup, answers: Readonly<Record<string, boolean>>): { answered: number; all: number } {
  const members = facts.filter((fact) => fact.group === group);
  return { answered: members.filter(({ id }) => id in answers).length, all: members.length };
}
