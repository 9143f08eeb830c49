// What server and extension say to each other beyond the language server protocol.
import type { WorkspaceEdit } from "vscode-languageserver-protocol";
import type { Listing } from "../files/walk";
import type { ScannedDocument, Tool } from "../../../wasm/src/types";

/** A set of documents: a folder of the workspace, or one below with a medlint.toml of its own. */
export interface FolderInfo {
  uri: string;
  name: string;
  /** Its medlint.toml, if there is one. */
  config: string | null;
}

/** Tells how a set stands after each change. */
export interface Changed {
  folder: string;
  documents: number;
  summary: { applicable: number; met: number; open: number; errors: number; warnings: number; infos: number };
  coverage: DocumentCoverage[];
  /** Documents are still being read: the numbers are those of a part. */
  reading: boolean;
}

export interface DocumentCoverage {
  uri: string;
  kind: string;
  /** Topics that a document of its kind should show, and how many it shows. */
  expected: number;
  shown: number;
  partly: number;
  blanks: number;
}

/** What `medlint scan --format json` says. */
export interface Scan {
  version: 1;
  tool: Tool;
  documents: ScannedDocument[];
}

export interface Inserted {
  edit: WorkspaceEdit;
  uri: string;
  /** From 0. */
  line: number;
}

export interface NewDocument {
  /** Suggested, relative to the folder. */
  path: string;
  text: string;
}

/** What is waived, and why. */
export interface WaiverWish {
  requirement?: string | string[] | undefined;
  topic?: string | string[] | undefined;
  finding?: string | string[] | undefined;
  /** Pattern of paths. */
  document?: string | undefined;
  reason: string;
  owner?: string;
  date?: string;
  expires?: string;
}

/** Commands of the server. */
export const command = {
  folders: "medlint.server.folders",
  assessment: "medlint.server.assessment",
  scan: "medlint.server.scan",
  report: "medlint.server.report",
  catalogue: "medlint.server.catalogue",
  explain: "medlint.server.explain",
  newDocument: "medlint.server.newDocument",
  insertSection: "medlint.server.insertSection",
  setFacts: "medlint.server.setFacts",
  initialise: "medlint.server.initialise",
  waive: "medlint.server.waive",
  suppress: "medlint.server.suppress",
} as const;

export const CHANGED = "medlint/changed";
export const LIST_FILES = "medlint/listFiles";
export const READ_FILES = "medlint/readFiles";

export type ListFilesAnswer = Listing;

export type ReadFile = { uri: string; text: string } | { uri: string; base64: string } | { uri: string; error: string };
