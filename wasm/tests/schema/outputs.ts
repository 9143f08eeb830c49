// What the engine writes, as one type for each output: the schemas are made from these.
import type { Applicability, Catalogue, Check, Config, ConfigProblem, Differences, Mark, Novelty, PastFinding, Put, ScannedDocument, Selftest, SelftestRecord, Tool } from "../../src/types";

/** All that `medlint scan --format json` says. */
export interface Scan {
  version: 1;
  tool: Tool;
  documents: ScannedDocument[];
}

/** All that `medlint diff --format json` says. */
export interface Diff extends Differences {
  version: 1;
  /** The later of the two states. */
  after: string;
  /** Findings that are new or worse, in their order. */
  findings: (PastFinding & { novelty: Novelty; start_line: number | null })[];
}

/** A baseline: what was accepted. */
export interface Baseline {
  version: 1;
  findings: {
    code: string;
    severity: string;
    path?: string;
    section?: string[];
    text: string;
    topics?: string[];
    fingerprint: string;
  }[];
  open_requirements: { id: string; status: string }[];
}

/** The record of a run: what `medlint check --format manifest` writes. */
export interface Manifest {
  version: 1;
  tool: { name: "medlint"; version: string; catalogue: string; binary_sha256: string | null };
  question: {
    frameworks: string[];
    min_severity: string;
    fail_on: string;
    today: string | null;
    compared_with: string | null;
  };
  inputs: { what: string; path: string; sha256: string }[];
  outputs: { what: string; path: string; sha256: string }[];
}

export type Assessment = Check;
export type Marks = Mark[];
export interface ReadConfig {
  config: Config;
  problems: ConfigProblem[];
}
export type { Applicability, Catalogue, Put, Selftest, SelftestRecord };
