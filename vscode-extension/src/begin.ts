// Puts the parts together. The server is started only where there is something to check, or when somebody asks for it.
import { commands, Disposable, window, workspace, type ExtensionContext } from "vscode";
import { somethingToCheck } from "./client/presence";
import type { Platform } from "./client/platform";
import { schemesOfWorkspace, Server } from "./client/server";
import { Explanations } from "./commands/explain";
import { registerCommands } from "./commands/register";
import type { Scene } from "./commands/scene";
import { CONFIG, DOCUMENT_GLOB } from "./files/names";
import { Standing } from "./model/standing";
import { Report } from "./report/panel";
import { texts } from "./texts";
import { documentTree } from "./views/documentTree";
import { narrows } from "./views/filter";
import { FilterStore } from "./views/filterStore";
import { requirementTree } from "./views/requirementTree";
import { icons } from "./views/signs";
import { StatusBar } from "./views/statusBar";
import { tooltipOf } from "./views/tooltip";
import { topicTree } from "./views/topicTree";
import { Tree } from "./views/tree";

/** Gives what ends it. */
export function begin(context: ExtensionContext, platform: Platform): () => Promise<void> {
  const log = window.createOutputChannel("medlint", { log: true });
  const server = new Server(platform, log);
  const standing = new Standing(server);
  const filter = new FilterStore(context.workspaceState);
  const report = new Report(server, standing, context.extensionUri);
  const life = new Life(server, standing);
  const tooltip = tooltipOf(standing);

  const requirements = new Tree("medlint.requirements", standing, ({ info, check, changed }, titles) => {
    if (!check) return [];
    const nodes = requirementTree(info.uri, check, titles, filter.filter);
    if (info.config !== null || changed?.reading) return nodes;
    const hint = { id: `${info.uri}#initialise`, label: texts.tree.noConfig, sign: icons.settings, target: { kind: "initialise", folder: info.uri } } as const;
    return [hint, ...nodes];
  }, tooltip);
  const scene: Scene = { context, server, standing, filter, report, requirements, wake: () => life.wake() };
  const tellFilter = () => {
    requirements.view.description = narrows(filter.filter) ? texts.tree.filter(filter.filter) : "";
    requirements.refresh();
  };
  tellFilter();

  context.subscriptions.push(
    log,
    server,
    standing,
    filter,
    report,
    life,
    requirements,
    filter.onDidChange(tellFilter),
    new Tree("medlint.documents", standing, ({ info, check, scan }, titles) => (check ? documentTree(info.uri, check, scan, titles) : []), tooltip),
    new Tree("medlint.topics", standing, ({ info, check, scan }, titles) => (check ? topicTree(info.uri, check, scan, titles) : []), tooltip),
    new StatusBar(server, standing),
    new Explanations(server).register(),
    ...registerCommands(scene),
  );
  void life.look();
  return () => server.stop();
}

/** Decides when the server runs. */
class Life implements Disposable {
  private readonly disposables: Disposable[] = [];
  private schemes = schemesOfWorkspace();
  /** What the editor knows for its menus and welcome texts. */
  private readonly told: Record<string, string | boolean> = {};
  /** Somebody asked for it. */
  private awake = false;

  constructor(
    private readonly server: Server,
    private readonly standing: Standing,
  ) {
    const watchers = [DOCUMENT_GLOB, `**/${CONFIG}`].map((glob) => workspace.createFileSystemWatcher(glob, false, true, false));
    this.disposables.push(
      ...watchers,
      ...watchers.map((watcher) => watcher.onDidCreate((uri) => {
        if (server.state === "off") void this.look();
        else if (uri.path.endsWith(`/${CONFIG}`)) standing.foldersChanged();
      })),
      ...watchers.map((watcher) => watcher.onDidDelete((uri) => {
        if (uri.path.endsWith(`/${CONFIG}`)) standing.foldersChanged();
      })),
      server.onDidChangeState(() => this.tell()),
      standing.onDidChange(() => this.tell()),
      workspace.onDidChangeWorkspaceFolders(() => void this.foldersChanged()),
      workspace.onDidGrantWorkspaceTrust(() => {
        this.tell();
        if (server.state !== "off") void server.restart();
      }),
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration("medlint.enable")) void this.look();
        if (event.affectsConfiguration("medlint.server.path") && server.state !== "off") void server.restart();
      }),
    );
    this.tell();
  }

  dispose(): void {
    Disposable.from(...this.disposables).dispose();
  }

  /** Starts or stops the server, as there is something to check or not. */
  async look(): Promise<void> {
    const wanted = enabled() && (this.awake || (await somethingToCheck()));
    if (wanted && this.server.state === "off") await this.server.start();
    else if (!wanted && this.server.state !== "off") await this.server.stop();
    this.tell();
  }

  async wake(): Promise<void> {
    if (!enabled()) throw new Error(texts.server.disabled);
    if ((workspace.workspaceFolders ?? []).length === 0) throw new Error(texts.server.noFolder);
    this.awake = true;
    if (this.server.state === "off" || this.server.state === "failed") await this.server.start();
    if (this.standing.sets.length === 0) await this.standing.loadSets();
  }

  private async foldersChanged(): Promise<void> {
    const schemes = schemesOfWorkspace();
    // Documents of another file system have to be let in by the client from the start.
    if (schemes !== this.schemes && this.server.state !== "off") await this.server.restart();
    this.schemes = schemes;
    await this.look();
    this.standing.foldersChanged();
  }

  private tell(): void {
    const { state } = this.server;
    const told = !enabled() ? "disabled" : state === "off" ? "nothing" : state;
    const contexts = { state: told, canWrite: workspace.isTrusted, loaded: this.standing.sets.some(({ check }) => check) };
    for (const [name, value] of Object.entries(contexts)) {
      if (this.told[name] === value) continue;
      this.told[name] = value;
      void commands.executeCommand("setContext", `medlint.${name}`, value);
    }
  }
}

function enabled(): boolean {
  return workspace.getConfiguration("medlint").get("enable", true);
}
