// What the engine writes, as one type for each output: the schemas are made from these.
import type { Applicability, Catalogue, Check, Config, ConfigProblem, Mark, Put, ScannedDocument, Tool } from "../../src/types";

/** All that `medlint scan --format json` says. */
export interface Scan {
  version: 1;
  tool: Tool;
  documents: ScannedDocument[];
}

export type Assessment = Check;
export type Marks = Mark[];
export interface ReadConfig {
  config: Config;
  problems: ConfigProblem[];
}
export type { Applicability, Catalogue, Put };
