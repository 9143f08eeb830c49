// What a visitor has said and dropped in, as one value that is never changed in place, and the functions that make a
// new one of it. Knows neither storage nor engine.
import type { DecidedStatus, Config, Level } from "../engine/types";

export const SCHEMA = 1;

/** A person's word on a requirement: what is said of it with the documents' evidence beside it. */
export interface Verdict {
  status: DecidedStatus;
  reason?: string;
  /** A link or a document number. */
  evidence?: string;
  note?: string;
  owner?: string;
  /** `2026-11-22`. */
  date?: string;
}

/** Why a requirement does not apply; in medlint.toml a waiver. */
export interface Exemption {
  reason: string;
  owner?: string;
  date?: string;
  expires?: string;
}

export interface StoredDocument {
  path: string;
  /** Text when it was typed or edited here, otherwise the bytes of the file. */
  content: string | Uint8Array;
  /** When it was last changed, ISO 8601. */
  modified: string;
}

export interface Project {
  schema: typeof SCHEMA;
  id: string;
  name: string;
  /** Absent facts are unknown. */
  facts: Readonly<Record<string, boolean>>;
  /** Empty: all. */
  frameworks: readonly string[];
  /** Empty: the engine's default, core and detail. */
  levels: readonly Level[];
  /** By requirement. */
  decisions: Readonly<Record<string, Verdict>>;
  /** By requirement; one is never in both. */
  notApplicable: Readonly<Record<string, Exemption>>;
  /** What a document is, by path, where the visitor said so. */
  kinds: Readonly<Record<string, string>>;
  /** In order of their paths. */
  documents: readonly StoredDocument[];
  /** What an imported medlint.toml says and this page has no place for: patterns, waivers of findings, severities. */
  kept: Config;
  created: string;
  changed: string;
}

export function newProject(name: string): Project {
  const now = new Date().toISOString();
  return {
    schema: SCHEMA,
    id: crypto.randomUUID(),
    name,
    facts: {},
    frameworks: [],
    levels: [],
    decisions: {},
    notApplicable: {},
    kinds: {},
    documents: [],
    kept: {},
    created: now,
    changed: now,
  };
}

/** The day, as decisions carry it. */
export function today(): string {
  const now = new Date();
  const two = (n: number) => String(n).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

export function withName(project: Project, name: string): Project {
  return { ...project, name };
}

/** `undefined` makes it unknown. */
export function withFact(project: Project, fact: string, value: boolean | undefined): Project {
  return { ...project, facts: put(project.facts, fact, value) };
}

export function withFacts(project: Project, facts: Record<string, boolean>): Project {
  return { ...project, facts: { ...facts } };
}

export function withFrameworks(project: Project, frameworks: readonly string[]): Project {
  return { ...project, frameworks: [...frameworks] };
}

export function withLevels(project: Project, levels: readonly Level[]): Project {
  return { ...project, levels: [...levels] };
}

/** `undefined` takes it back, so that the documents speak again. */
export function withDecision(project: Project, requirement: string, verdict: Verdict | undefined): Project {
  return {
    ...project,
    decisions: put(project.decisions, requirement, verdict),
    notApplicable: verdict ? put(project.notApplicable, requirement, undefined) : project.notApplicable,
  };
}

export function withNotApplicable(project: Project, requirement: string, exemption: Exemption | undefined): Project {
  return {
    ...project,
    notApplicable: put(project.notApplicable, requirement, exemption),
    decisions: exemption ? put(project.decisions, requirement, undefined) : project.decisions,
  };
}

/** `undefined`: let the engine recognise it. */
export function withKind(project: Project, path: string, kind: string | undefined): Project {
  return { ...project, kinds: put(project.kinds, path, kind) };
}

/** Adds documents; those of the same path are replaced. */
export function withDocuments(project: Project, documents: readonly StoredDocument[]): Project {
  const byPath = new Map(project.documents.map((document) => [document.path, document]));
  for (const document of documents) byPath.set(document.path, document);
  return { ...project, documents: [...byPath.values()].sort((a, b) => (a.path < b.path ? -1 : 1)) };
}

export function withText(project: Project, path: string, content: string): Project {
  return withDocuments(project, [{ path, content, modified: new Date().toISOString() }]);
}

export function withoutDocuments(project: Project, paths: readonly string[]): Project {
  const gone = new Set(paths);
  return {
    ...project,
    documents: project.documents.filter((document) => !gone.has(document.path)),
    kinds: Object.fromEntries(Object.entries(project.kinds).filter(([path]) => !gone.has(path))),
  };
}

export function bytesOf(document: StoredDocument): Uint8Array {
  return typeof document.content === "string" ? new TextEncoder().encode(document.content) : document.content;
}

function put<T>(record: Readonly<Record<string, T>>, key: string, value: T | undefined): Record<string, T> {
  const { [key]: _before, ...rest } = record;
  return value === undefined ? rest : { ...rest, [key]: value };
}
