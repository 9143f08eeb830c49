// What commands work with.
import { window, workspace, type ExtensionContext, type QuickPickItem } from "vscode";
import type { Catalogue } from "../../../wasm/src/types";
import type { Server } from "../client/server";
import type { FilterStore } from "../views/filterStore";
import type { SetOfDocuments, Standing } from "../model/standing";
import type { Report } from "../report/panel";
import { texts } from "../texts";
import type { Tree } from "../views/tree";

export interface Scene {
  context: ExtensionContext;
  server: Server;
  standing: Standing;
  filter: FilterStore;
  report: Report;
  requirements: Tree;
  /** Starts the server even where there is nothing to check yet. */
  wake(): Promise<void>;
}

/** The set of documents that is meant: the only one, that of the current document, or the one that is chosen. */
export async function chooseSet({ server, standing }: Scene, title: string): Promise<SetOfDocuments | undefined> {
  const sets = standing.sets;
  if (sets.length <= 1) return sets[0];
  const current = window.activeTextEditor && standing.setOf(server.uriText(window.activeTextEditor.document.uri));
  const ordered = current ? [current, ...sets.filter((set) => set !== current)] : sets;
  const items = ordered.map((set) => ({ label: set.info.name, description: set.info.uri, set }));
  return (await window.showQuickPick(items, { title, placeHolder: texts.commands.whichFolder }))?.set;
}

export function setBy({ standing }: Scene, folder: string): SetOfDocuments | undefined {
  return standing.sets.find(({ info }) => info.uri === folder);
}

/** Nothing is changed in a folder that nobody trusts. */
export function requireTrust(): void {
  if (!workspace.isTrusted) throw new Error(texts.commands.restricted);
}

export async function catalogueOf({ standing }: Scene): Promise<Catalogue> {
  return standing.loadCatalogue();
}

/** Something to choose, with what it stands for. */
export interface Choice<T> extends QuickPickItem {
  value: T;
}
