// Coverage of the current document and of its set, in the status bar.
import { Disposable, MarkdownString, StatusBarAlignment, window, workspace } from "vscode";
import type { Server } from "../client/server";
import type { Standing } from "../model/standing";
import { texts } from "../texts";
import { escape } from "./tooltip";

export class StatusBar implements Disposable {
  private readonly item = window.createStatusBarItem("medlint.coverage", StatusBarAlignment.Right, 90);
  private readonly disposables: Disposable[];

  constructor(
    private readonly server: Server,
    private readonly standing: Standing,
  ) {
    this.item.name = texts.statusBar.name;
    this.item.command = "medlint.showRequirements";
    this.disposables = [
      this.item,
      standing.onDidChange(() => this.update()),
      server.onDidChangeState(() => this.update()),
      window.onDidChangeActiveTextEditor(() => this.update()),
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration("medlint.statusBar")) this.update();
      }),
    ];
    this.update();
  }

  dispose(): void {
    Disposable.from(...this.disposables).dispose();
  }

  private update(): void {
    const t = texts.statusBar;
    const document = window.activeTextEditor?.document.uri;
    const uri = document && this.server.uriText(document);
    const { sets } = this.standing;
    const set = (uri && this.standing.setOf(uri)) || (sets.length === 1 ? sets[0] : undefined);
    const wanted = workspace.getConfiguration("medlint").get("statusBar", true);
    if (!wanted || this.server.state === "off" || (this.server.state === "ready" && !set)) return this.item.hide();
    if (this.server.state === "failed") {
      this.item.text = `$(warning) ${t.failed}`;
      this.item.tooltip = t.failedLong;
      this.item.accessibilityInformation = { label: t.failedLong };
      return this.item.show();
    }
    const changed = set?.changed;
    if (!changed || this.server.state === "starting" || (changed.reading && changed.documents === 0)) {
      this.item.text = `$(loading~spin) ${t.reading}`;
      this.item.tooltip = t.readingLong;
      this.item.accessibilityInformation = { label: t.readingLong };
      return this.item.show();
    }
    const { summary } = changed;
    const own = changed.coverage.find((one) => one.uri === uri);
    const icon = changed.reading ? "$(loading~spin)" : "$(checklist)";
    this.item.text = `${icon} ${own && own.expected > 0 ? t.both(own.shown, own.expected, summary.met, summary.applicable) : t.set(summary.met, summary.applicable)}`;
    const kind = own && (this.standing.catalogue?.kinds.find(({ id }) => id === own.kind)?.title ?? own.kind);
    const lines = [
      ...(own && kind !== undefined ? [t.document(kind, own.shown, own.expected, own.partly, own.blanks)] : []),
      t.setLong(summary.met, summary.applicable, summary.open, changed.documents),
      t.findings(summary.errors, summary.warnings, summary.infos),
    ];
    this.item.accessibilityInformation = { label: lines.join(" ") };
    const links = `[${t.report}](command:medlint.showReport) · [${t.problems}](command:workbench.actions.view.problems)`;
    const tooltip = new MarkdownString([...lines.map(escape), links].join("\n\n"), true);
    tooltip.isTrusted = { enabledCommands: ["medlint.showReport", "workbench.actions.view.problems"] };
    this.item.tooltip = tooltip;
    this.item.show();
  }
}
