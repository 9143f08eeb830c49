// Files with projects: what is written, and what a file that somebody brings is. Pure; nothing here becomes state.
import type { Check } from "../../engine/types";
import { isAssessment, readAssessment } from "../../state/assessment";
import { SCHEMA, type Project } from "../../state/project";
import { readProjectFile, writeProjectFile } from "../../state/read";

export type Brought =
  | { type: "projects"; projects: Project[]; /** Of the same file, but newer or damaged. */ unreadable: number }
  | { type: "assessment"; check: Check }
  | { type: "toml"; text: string }
  | { type: "problem"; problem: "newer" | "damaged" | "foreign" };

/** Everything of this browser as one file. */
export function writeProjectsFile(projects: readonly Project[]): string {
  return `{"medlint":"projects","schema":${SCHEMA},"projects":[\n${projects.map(writeProjectFile).join(",\n")}\n]}\n`;
}

export function readBrought(name: string, content: string): Brought {
  const text = content.replace(/^\uFEFF/, "");
  if (/\.toml$/i.test(name)) return { type: "toml", text };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // What begins like a file of this page and breaks off was cut on its way.
    return problem(/^\s*\{\s*"medlint"\s*:/.test(text) ? "damaged" : "foreign");
  }
  if (isAssessment(value)) {
    const read = readAssessment(text);
    if (read.ok) return { type: "assessment", check: read.check };
    return problem(read.problem === "newer" ? "newer" : "damaged");
  }
  if (typeof value !== "object" || value === null || !("medlint" in value)) return problem("foreign");
  if (value.medlint === "project") return projectsOf([value]);
  if (value.medlint !== "projects") return problem("foreign");
  if ("schema" in value && typeof value.schema === "number" && value.schema > SCHEMA) return problem("newer");
  return "projects" in value && Array.isArray(value.projects) ? projectsOf(value.projects) : problem("damaged");
}

function projectsOf(values: readonly unknown[]): Brought {
  const read = values.map((value) => readProjectFile(JSON.stringify(value)));
  const projects = read.flatMap((one) => (one.ok ? [one.project] : []));
  const bad = read.flatMap((one) => (one.ok ? [] : [one.problem]));
  if (projects.length === 0 && bad.length > 0) return problem(bad[0]!);
  return { type: "projects", projects, unreadable: bad.length };
}

function problem(what: "newer" | "damaged" | "foreign"): Brought {
  return { type: "problem", problem: what };
}
