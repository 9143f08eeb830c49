// Explains requirements, topics, kinds, facts and findings in a preview beside the text.
import { commands, EventEmitter, extensions, QuickPickItemKind, Uri, window, workspace, type Disposable, type TextDocumentContentProvider } from "vscode";
import { command } from "../client/protocol";
import type { Server } from "../client/server";
import { shortFramework, texts } from "../texts";
import { catalogueOf, type Choice, type Scene } from "./scene";

const SCHEME = "medlint";
const t = texts.commands.explain;

/** Texts that are nowhere on the disk. */
export class Explanations implements TextDocumentContentProvider {
  private readonly emitter = new EventEmitter<Uri>();
  readonly onDidChange = this.emitter.event;

  constructor(private readonly server: Server) {}

  register(): Disposable {
    return workspace.registerTextDocumentContentProvider(SCHEME, this);
  }

  async provideTextDocumentContent(uri: Uri): Promise<string> {
    const id = uri.query;
    return (await this.server.ask<string | null>(command.explain, id)) ?? t.nothing(id);
  }
}

export async function explain(id: string): Promise<void> {
  const uri = Uri.from({ scheme: SCHEME, path: `/${id.replaceAll("/", "-")}.md`, query: id });
  // A user may have switched the preview of Markdown off.
  if (extensions.getExtension("vscode.markdown-language-features")) await commands.executeCommand("markdown.showPreview", uri);
  else await window.showTextDocument(await workspace.openTextDocument(uri), { preview: true });
}

export async function chooseAndExplain(scene: Scene): Promise<void> {
  const catalogue = await catalogueOf(scene);
  const part = (label: string): Choice<string> => ({ label, kind: QuickPickItemKind.Separator, value: "" });
  const choices: Choice<string>[] = [
    part(t.requirements),
    ...catalogue.requirements.map(({ id, title, framework, clause }) => ({
      label: title,
      description: id,
      detail: `${shortFramework(framework)}, ${clause}`,
      value: id,
    })),
    part(t.topics),
    ...catalogue.topics.map(({ id, title }) => ({ label: title, description: id, value: id })),
    part(t.findings),
    ...catalogue.rules.map(({ code, name, what }) => ({ label: `${code} ${name}`, description: "", detail: what, value: code })),
    part(t.kinds),
    ...catalogue.kinds.map(({ id, title }) => ({ label: title, description: id, value: id })),
    part(t.facts),
    ...catalogue.facts.map(({ id, meaning }) => ({ label: meaning, description: id, value: id })),
  ];
  const chosen = await window.showQuickPick(choices, { title: t.title, placeHolder: t.which, matchOnDescription: true, matchOnDetail: true });
  if (chosen) await explain(chosen.value);
}
