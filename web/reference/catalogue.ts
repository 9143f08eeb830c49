import { Workspace, type Catalogue } from "medlint-wasm";

/** The catalogue that is built into the engine. In Node the engine is ready as soon as it is imported. */
export function builtInCatalogue(): Catalogue {
  return new Workspace().catalogue();
}
