// All commands. A failure is told once, in words, and written into the log.
import { commands, window, type Disposable } from "vscode";
import type { Place } from "../model/words";
import { exportReport } from "../report/export";
import { texts } from "../texts";
import type { Node } from "../views/node";
import { configUri, openPlace } from "./edits";
import { suppress, waive, waiveRequirement, type Waivable } from "./excuse";
import { chooseAndExplain, explain } from "./explain";
import { filterRequirements } from "./filter";
import { copyId, explainNode, go, openEvidence, waiveNode, write } from "./nodes";
import { setProfile } from "./profile";
import { showRequirements } from "./requirements";
import { chooseSet, type Scene } from "./scene";
import { initialise, newDocument } from "./write";

export function registerCommands(scene: Scene): Disposable[] {
  const { server, filter, report } = scene;
  const all: Record<string, (...args: never[]) => unknown> = {
    newDocument: () => newDocument(scene),
    initialise: () => initialise(scene),
    setProfile: () => setProfile(scene),
    exportReport: () => exportReport(scene),
    showReport: async () => {
      const set = await chooseSet(scene, texts.report.title);
      if (set) report.show(set);
    },
    // A code lens may name what it is about.
    explain: (id?: unknown) => (typeof id === "string" ? explain(id) : chooseAndExplain(scene)),
    waive: () => waiveRequirement(scene),
    filterRequirements: () => filterRequirements(scene),
    clearFilter: () => filter.clear(),
    showOpenOnly: () => filter.change({ openOnly: true }),
    showAllRequirements: () => filter.change({ openOnly: false }),
    // A code lens says which ones: those that a section answers.
    showRequirements: (uri?: unknown, _position?: unknown, ids?: unknown) =>
      typeof uri === "string" && Array.isArray(ids) ? showRequirements(scene, uri, ids as string[]) : commands.executeCommand("medlint.requirements.focus"),
    checkAgain: () => server.readAgain(),
    restart: async () => {
      await scene.wake();
      await server.restart();
    },
    showLog: () => server.log.show(true),
    openPlace: (folder: string, place: Place) => openPlace(folder, place),
    "node.go": (node?: Node) => go(scene, node),
    "node.open": (node?: Node) => openEvidence(scene, node),
    "node.insert": (node?: Node) => write(scene, node),
    "node.explain": (node?: Node) => explainNode(node),
    "node.waive": (node?: Node) => waiveNode(scene, node),
    "node.copyId": (node?: Node) => copyId(node),
    "ask.waive": ({ folder, title, requirement, topic, finding, document }: Waivable & { folder: string; title?: string }) =>
      waive(scene, folder, { requirement, topic, finding, document }, title),
    "ask.suppress": ({ uri, line, code }: { uri: string; line: number; code: string }) => suppress(scene, uri, line, code),
    openConfig: async () => {
      const set = await chooseSet(scene, texts.commands.initialise);
      if (set) await commands.executeCommand("vscode.open", configUri(set.info.uri));
    },
  };
  return Object.entries(all).map(([name, run]) => commands.registerCommand(`medlint.${name}`, guarded(scene, run as (...args: unknown[]) => unknown)));
}

function guarded({ server }: Scene, run: (...args: unknown[]) => unknown): (...args: unknown[]) => Promise<void> {
  return async (...args) => {
    try {
      await run(...args);
    } catch (error) {
      server.log.error(error instanceof Error ? error : String(error));
      const words = error instanceof Error ? error.message : String(error);
      if ((await window.showErrorMessage(texts.commands.failed(words), texts.commands.log)) === texts.commands.log) server.log.show(true);
    }
  };
}
