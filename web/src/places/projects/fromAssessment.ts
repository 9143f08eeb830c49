// What people decided in an assessment, as a medlint.toml says it. The texts of the documents are not in it.
import type { Check, Config, Decision, Level, Waiver } from "../../engine/types";
import { toPattern } from "../../state/config";

/** `all`: the frameworks of the catalogue. Asking for all of them is what no list says. */
export function configOf(check: Check, all: readonly string[]): Config {
  const frameworks = [...new Set(check.requirements.map(({ framework }) => framework))];
  const levels = [...new Set(check.requirements.map(({ level }) => level))];
  const config: Config = {
    device: { ...(check.profile.name ? { name: check.profile.name } : {}), facts: check.profile.facts },
    documents: { kinds: check.documents.filter(({ kind }) => kind.because === "config").map(({ path, kind }) => ({ glob: toPattern(path), kind: kind.value })) },
    check: {},
    decision: check.requirements.flatMap(({ id, decision }): Decision[] => {
      if (!decision) return [];
      const { status, reason, evidence, note, owner, date } = decision;
      return [{ requirement: id, status, ...given({ reason, evidence, note, owner, date }) }];
    }),
    waiver: check.requirements.flatMap(({ id, waiver }): Waiver[] => {
      if (!waiver?.reason) return [];
      const { reason, owner, date, expires } = waiver;
      return [{ requirement: id, reason, ...given({ owner, date, expires }) }];
    }),
  };
  if (!all.every((framework) => frameworks.includes(framework))) config.check!.frameworks = frameworks;
  if (!isDefault(levels)) config.check!.levels = levels;
  return config;
}

function isDefault(levels: readonly Level[]): boolean {
  return !levels.includes("context") && levels.includes("core") && levels.includes("detail");
}

type Given<T> = { [Name in keyof T]?: NonNullable<T[Name]> };

function given<T extends Record<string, string | null | undefined>>(values: T): Given<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value)) as Given<T>;
}
