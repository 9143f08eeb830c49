// The report beside the text. It follows the documents while it can be seen.
import { Disposable, Uri, ViewColumn, window, type WebviewPanel, type WebviewPanelSerializer } from "vscode";
import { command } from "../client/protocol";
import type { Server } from "../client/server";
import type { SetOfDocuments, Standing } from "../model/standing";
import { texts } from "../texts";
import { messagePage, newNonce, reportPage } from "./page";

export const VIEW_TYPE = "medlint.report";
const QUIET_MS = 1000;

export class Report implements Disposable, WebviewPanelSerializer {
  private panel: WebviewPanel | undefined;
  private folder: string | undefined;
  private shown: string | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly disposables: Disposable[];

  constructor(
    private readonly server: Server,
    private readonly standing: Standing,
    private readonly extension: Uri,
  ) {
    this.disposables = [
      standing.onDidChange(() => this.schedule(QUIET_MS)),
      window.registerWebviewPanelSerializer(VIEW_TYPE, this),
    ];
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.panel?.dispose();
    Disposable.from(...this.disposables).dispose();
  }

  /** Shows the report of a set. */
  show(set: SetOfDocuments): void {
    this.folder = set.info.uri;
    if (this.panel) this.panel.reveal();
    else this.adopt(window.createWebviewPanel(VIEW_TYPE, texts.report.title, ViewColumn.Active, { enableScripts: false, localResourceRoots: [], enableFindWidget: true }));
    this.schedule(0);
  }

  /** After the window was loaded again: of whichever set there is. */
  async deserializeWebviewPanel(panel: WebviewPanel): Promise<void> {
    panel.webview.options = { enableScripts: false, localResourceRoots: [] };
    panel.webview.html = messagePage(texts.report.waiting, newNonce());
    this.adopt(panel);
    this.schedule(0);
  }

  private adopt(panel: WebviewPanel): void {
    this.panel = panel;
    this.shown = undefined;
    panel.iconPath = Uri.joinPath(this.extension, "media", "report.svg");
    panel.onDidChangeViewState(() => this.schedule(0));
    panel.onDidDispose(() => {
      this.panel = undefined;
      this.shown = undefined;
    });
  }

  private schedule(ms: number): void {
    if (!this.panel) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.refresh(), ms);
  }

  private async refresh(): Promise<void> {
    const { panel, server } = this;
    if (!panel?.visible || server.state !== "ready") return;
    const set = this.standing.sets.find(({ info }) => info.uri === this.folder) ?? this.standing.sets[0];
    if (!set) return;
    try {
      const html = await server.ask<string>(command.report, set.info.uri, "html");
      if (html === this.shown || panel !== this.panel) return;
      this.shown = html;
      panel.title = this.standing.sets.length > 1 ? texts.report.titleOf(set.info.name) : texts.report.title;
      panel.webview.html = reportPage(html, newNonce());
    } catch (error) {
      server.log.warn(String(error));
    }
  }
}
