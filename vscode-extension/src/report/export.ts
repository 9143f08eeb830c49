// Saves the report as a file.
import { env, Uri, window, workspace } from "vscode";
import type { ReportFormat } from "../../../wasm/src/types";
import { command } from "../client/protocol";
import { chooseSet, type Scene } from "../commands/scene";
import { texts } from "../texts";

const ENDINGS: Record<ReportFormat, string> = {
  html: "html",
  markdown: "md",
  csv: "csv",
  json: "json",
  "ig-nb-markdown": "md",
  "ig-nb-csv": "csv",
  "gspr-markdown": "md",
  "gspr-csv": "csv",
  badge: "svg",
};

export async function exportReport(scene: Scene): Promise<void> {
  const t = texts.commands.export;
  const set = await chooseSet(scene, t.title);
  if (!set) return;
  const formats = Object.keys(ENDINGS) as ReportFormat[];
  const choices = formats.map((format) => ({ label: t.formats[format].name, detail: t.formats[format].use, format }));
  const chosen = await window.showQuickPick(choices, { title: t.title, placeHolder: t.which, matchOnDetail: true });
  if (!chosen) return;
  const ending = ENDINGS[chosen.format];
  const name = `${nameOf(chosen.format)}.${ending}`;
  const file = await window.showSaveDialog({
    title: t.title,
    defaultUri: Uri.joinPath(Uri.parse(set.info.uri, true), name),
    filters: { [t.formats[chosen.format].name]: [ending] },
  });
  if (!file) return;
  const text = await scene.server.ask<string>(command.report, set.info.uri, chosen.format);
  await workspace.fs.writeFile(file, new TextEncoder().encode(text));
  if ((await window.showInformationMessage(t.saved(file.path.slice(file.path.lastIndexOf("/") + 1)), t.open)) === t.open) await open(file, ending);
}

function nameOf(format: ReportFormat): string {
  if (format.startsWith("ig-nb")) return "ig-nb-questionnaire";
  if (format.startsWith("gspr")) return "gspr-checklist";
  return format === "badge" ? "medlint-badge" : "medlint-report";
}

async function open(file: Uri, ending: string): Promise<void> {
  // A browser shows HTML as it is meant; an editor would show its source.
  if (ending === "html" && file.scheme === "file" && (await env.openExternal(file))) return;
  await window.showTextDocument(await workspace.openTextDocument(file));
}
