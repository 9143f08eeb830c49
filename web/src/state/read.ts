// Reads a project of which nobody knows where it has been: from the browser's storage or from a file. Whatever is
// wrong with it is found here, before it becomes the state of the page.
import { SCHEMA, type Project, type StoredDocument, type Verdict, type Exemption } from "./project";

export type ReadProject = { ok: true; project: Project } | { ok: false; problem: "newer" | "damaged" };

export function readProject(value: unknown): ReadProject {
  if (!isRecord(value)) return damaged;
  if (typeof value.schema === "number" && value.schema > SCHEMA) return { ok: false, problem: "newer" };
  const fine =
    value.schema === SCHEMA &&
    [value.id, value.name, value.created, value.changed].every(isText) &&
    isRecordOf(value.facts, (fact): fact is boolean => typeof fact === "boolean") &&
    isListOf(value.frameworks, isText) &&
    isListOf(value.levels, isText) &&
    isRecordOf(value.decisions, isVerdict) &&
    isRecordOf(value.notApplicable, isExemption) &&
    isRecordOf(value.kinds, isText) &&
    isListOf(value.documents, isDocument) &&
    isRecord(value.kept);
  // Each field was looked at; the compiler cannot follow that through `every`.
  return fine ? { ok: true, project: value as unknown as Project } : damaged;
}

/** One file with the whole project, for another browser. */
export function writeProjectFile(project: Project): string {
  const documents = project.documents.map(({ content, ...rest }) =>
    typeof content === "string" ? { ...rest, content } : { ...rest, base64: toBase64(content) },
  );
  return JSON.stringify({ medlint: "project", ...project, documents }, null, 1);
}

export function readProjectFile(text: string): ReadProject {
  try {
    const value: unknown = JSON.parse(text);
    if (!isRecord(value) || value.medlint !== "project") return damaged;
    const { medlint: _mark, ...project } = value;
    return readProject({ ...project, documents: list(project.documents).map(decodeDocument) });
  } catch {
    return damaged;
  }
}

const damaged: ReadProject = { ok: false, problem: "damaged" };

function decodeDocument(value: unknown): unknown {
  if (!isRecord(value) || !isText(value.base64)) return value;
  const { base64, ...rest } = value;
  return { ...rest, content: fromBase64(base64) };
}

function isVerdict(value: unknown): value is Verdict {
  return isRecord(value) && ["met", "partly", "planned", "missing"].includes(String(value.status)) && isRecordOf(value, isText);
}

function isExemption(value: unknown): value is Exemption {
  return isRecordOf(value, isText) && isText(value.reason);
}

function isDocument(value: unknown): value is StoredDocument {
  return isRecord(value) && isText(value.path) && isText(value.modified) && (isText(value.content) || value.content instanceof Uint8Array);
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isRecordOf<T>(value: unknown, is: (part: unknown) => part is T): value is Record<string, T> {
  return isRecord(value) && Object.values(value).every(is);
}

function isListOf<T>(value: unknown, is: (part: unknown) => part is T): value is T[] {
  return Array.isArray(value) && value.every(is);
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function toBase64(bytes: Uint8Array): string {
  let text = "";
  // In pieces: a call has room for some ten thousand arguments.
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}

function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
}
