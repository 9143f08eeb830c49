// A project as medlint.toml, and back: the form in which the engine, the command and the editor know what a person
// decided. Documents are not part of it.
import type { Config, Decision, Waiver } from "../engine/types";
import type { Exemption, Project, Verdict } from "./project";

export function toConfig(project: Project): Config {
  const { kept } = project;
  const kinds = [
    ...(kept.documents?.kinds ?? []),
    ...Object.entries(project.kinds).map(([path, kind]) => ({ glob: toPattern(path), kind })),
  ];
  const decision = [
    ...Object.entries(project.decisions).map(([requirement, verdict]) => clean<Decision>({ requirement, ...verdict })),
    ...(kept.decision ?? []),
  ];
  const waiver = [
    ...Object.entries(project.notApplicable).map(([requirement, why]) => clean<Waiver>({ requirement, ...why })),
    ...(kept.waiver ?? []),
  ];
  return clean<Config>({
    device: clean({ name: project.name.trim() || undefined, facts: clean({ ...project.facts }) }),
    documents: clean({ ...kept.documents, kinds }),
    check: clean({ ...kept.check, frameworks: [...project.frameworks], levels: [...project.levels] }),
    threshold: kept.threshold,
    decision,
    waiver,
  });
}

/** Replaces everything of a project that a medlint.toml says; documents, id and dates stay. */
export function fromConfig(project: Project, config: Config): Project {
  const { kinds, kept: keptKinds } = splitKinds(config.documents?.kinds ?? []);
  const keptDecisions: Decision[] = [];
  const keptWaivers: Waiver[] = [];
  const decisions: Record<string, Verdict> = {};
  const notApplicable: Record<string, Exemption> = {};
  for (const waiver of config.waiver ?? []) {
    const { requirement, topic, finding, document, ...why } = waiver;
    // Only what says "this requirement does not apply", once per requirement, has a place on the page.
    const ids = list(requirement);
    if (topic !== undefined || finding !== undefined || document !== undefined || ids.some((id) => id in notApplicable)) {
      keptWaivers.push(waiver);
    } else {
      for (const id of ids) notApplicable[id] = why;
    }
  }
  for (const decision of config.decision ?? []) {
    const { requirement, ...verdict } = decision;
    const ids = list(requirement);
    if (ids.some((id) => id in decisions || id in notApplicable)) keptDecisions.push(decision);
    else for (const id of ids) decisions[id] = verdict;
  }
  const { frameworks, levels, ...keptCheck } = config.check ?? {};
  return {
    ...project,
    name: config.device?.name ?? project.name,
    facts: { ...config.device?.facts },
    frameworks: frameworks ?? [],
    levels: levels ?? [],
    kinds,
    decisions,
    notApplicable,
    kept: clean<Config>({
      documents: clean({ ...config.documents, kinds: keptKinds }),
      check: keptCheck,
      threshold: config.threshold,
      decision: keptDecisions,
      waiver: keptWaivers,
    }),
  };
}

type Kinds = { glob: string; kind: string }[];

/** The last match counts, so only exact paths behind the last true pattern can be told apart from it. */
function splitKinds(all: Kinds): { kinds: Record<string, string>; kept: Kinds } {
  let start = all.length;
  while (start > 0 && fromPattern(all[start - 1]!.glob) !== undefined) start--;
  const exact = all.slice(start).map(({ glob, kind }) => [fromPattern(glob) ?? glob, kind] as const);
  return { kinds: Object.fromEntries(exact), kept: all.slice(0, start) };
}

/** A pattern that matches one path. Patterns cannot quote braces: any one character stands for them. */
export function toPattern(path: string): string {
  return `/${path.replace(/[*?[]/g, "[$&]").replace(/[{}]/g, "?")}`;
}

/** The one path that a pattern matches, if it is one. Without a slash it would match in every folder. */
export function fromPattern(glob: string): string | undefined {
  const pattern = glob.replace(/^\.\//, "");
  if (!pattern.includes("/") || pattern.endsWith("/")) return undefined;
  const path = pattern.replace(/^\//, "");
  return /[*?{}[]/.test(path.replace(/\[[*?[]\]/g, "")) ? undefined : path.replace(/\[([*?[])\]/g, "$1");
}

function list(value: string | string[] | undefined): string[] {
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}

/** Without what says nothing: absent values, empty texts, empty lists and tables. */
function clean<T extends object>(value: T): T {
  const says = (part: unknown) =>
    part !== undefined && part !== "" && !(typeof part === "object" && part !== null && Object.keys(part).length === 0);
  return Object.fromEntries(Object.entries(value).filter(([, part]) => says(part))) as T;
}
