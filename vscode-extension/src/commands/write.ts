// Writing: sections for topics, new documents, medlint.toml.
import { Uri, window, workspace, WorkspaceEdit } from "vscode";
import type { WorkspaceEdit as ProtocolEdit } from "vscode-languageserver-protocol";
import { command, type Inserted, type NewDocument } from "../client/protocol";
import type { SetOfDocuments } from "../model/standing";
import { homeOf } from "../model/words";
import { Titles } from "../model/titles";
import { texts } from "../texts";
import { applyAndSave, configUri, openLines } from "./edits";
import { catalogueOf, chooseSet, requireTrust, setBy, type Choice, type Scene } from "./scene";

/** Inserts a section for a topic; without a document the server chooses the one where it belongs. */
export async function insertSection({ server }: Scene, folder: string, topic: string, document: string | null): Promise<void> {
  requireTrust();
  const inserted = await server.ask<Inserted>(command.insertSection, folder, topic, document);
  if (!(await server.apply(inserted.edit))) {
    void window.showErrorMessage(texts.commands.editRefused);
    return;
  }
  await openLines(Uri.parse(inserted.uri, true), inserted.line, inserted.line);
}

/** Offers where to write a topic: the document where it belongs, a new one, another one. */
export async function writeTopic(scene: Scene, folder: string, topic: string): Promise<void> {
  requireTrust();
  const set = setBy(scene, folder);
  if (!set) return;
  const t = texts.commands.write;
  const titles = new Titles(await catalogueOf(scene));
  const check = await scene.standing.checkOf(set);
  const { document, create } = homeOf(topic, check);
  const choices: Choice<() => Promise<void>>[] = [];
  if (document) {
    choices.push({ label: `$(insert) ${t.into(document)}`, detail: titles.topic(topic), value: () => insertSection(scene, folder, topic, document) });
  }
  const kinds = create ? [create] : (titles.catalogue.kinds.filter((kind) => kind.topics.some((one) => one.topic === topic)).map(({ id }) => id));
  const missing = kinds.filter((kind) => !check.documents.some((one) => one.kind.value === kind));
  for (const kind of missing.slice(0, 3)) {
    choices.push({ label: `$(new-file) ${t.create(titles.kind(kind))}`, value: () => newDocument(scene, { folder, documentKind: kind }) });
  }
  if (check.documents.length > 0) {
    choices.push({ label: `$(list-unordered) ${t.intoOther}`, value: () => chooseDocument(scene, set, topic) });
  }
  const chosen = await window.showQuickPick(choices, { title: t.title(titles.topic(topic)), placeHolder: t.where });
  await chosen?.value();
}

async function chooseDocument(scene: Scene, set: SetOfDocuments, topic: string): Promise<void> {
  const titles = new Titles(await catalogueOf(scene));
  const { documents } = await scene.standing.checkOf(set);
  const choices = documents.map(({ path, title, kind }) => ({ label: path, description: titles.kind(kind.value), detail: title ?? "" }));
  const chosen = await window.showQuickPick(choices, { title: texts.commands.write.title(titles.topic(topic)), matchOnDescription: true, matchOnDetail: true });
  if (chosen) await insertSection(scene, set.info.uri, topic, chosen.label);
}

/** Creates a document from the starting text of its kind. */
export async function newDocument(scene: Scene, wish?: { folder: string; documentKind: string }): Promise<void> {
  requireTrust();
  await scene.wake();
  const t = texts.commands.newDocument;
  const set = wish ? setBy(scene, wish.folder) : await chooseSet(scene, t.title);
  if (!set) return;
  const kind = wish?.documentKind ?? (await chooseKind(scene, set));
  if (kind === undefined) return;
  const { path, text } = await scene.server.ask<NewDocument>(command.newDocument, set.info.uri, kind);
  const folder = Uri.parse(set.info.uri, true);
  const named = await window.showInputBox({
    title: t.title,
    prompt: t.path,
    value: path,
    valueSelection: [path.lastIndexOf("/") + 1, path.includes(".") ? path.lastIndexOf(".") : path.length],
    ignoreFocusOut: true,
    validateInput: async (value) => {
      const trimmed = value.trim();
      if (trimmed === "" || trimmed.startsWith("/") || trimmed.split("/").includes("..")) return t.badPath;
      return (await exists(Uri.joinPath(folder, trimmed))) ? t.exists : undefined;
    },
  });
  if (named === undefined) return;
  const file = Uri.joinPath(folder, named.trim());
  const edit = new WorkspaceEdit();
  edit.createFile(file, { contents: new TextEncoder().encode(text), ignoreIfExists: false });
  if (!(await workspace.applyEdit(edit))) return void window.showErrorMessage(texts.commands.editRefused);
  await window.showTextDocument(await workspace.openTextDocument(file));
}

async function chooseKind(scene: Scene, set: SetOfDocuments): Promise<string | undefined> {
  const t = texts.commands.newDocument;
  const { kinds } = await catalogueOf(scene);
  const check = await scene.standing.checkOf(set);
  const there = new Set(check.documents.map(({ kind }) => kind.value));
  const wanted = new Set(check.actions.flatMap(({ create }) => create ?? []));
  const rank = (id: string) => (wanted.has(id) ? 0 : there.has(id) ? 2 : 1);
  const choices: Choice<string>[] = kinds
    .filter(({ topics }) => topics.length > 0)
    .sort((a, b) => rank(a.id) - rank(b.id))
    .map(({ id, title, meaning, topics }) => ({
      label: title,
      description: wanted.has(id) ? t.wanted : there.has(id) ? t.there : "",
      detail: `${meaning} · ${texts.tree.topics(topics.length)}`,
      value: id,
    }));
  const chosen = await window.showQuickPick(choices, { title: t.title, placeHolder: t.which, matchOnDetail: true, matchOnDescription: true });
  return chosen?.value;
}

/** Creates medlint.toml, or opens the one that is there. */
export async function initialise(scene: Scene, folder?: string): Promise<void> {
  requireTrust();
  await scene.wake();
  const set = folder === undefined ? await chooseSet(scene, texts.commands.initialise) : setBy(scene, folder);
  if (!set) return;
  const file = configUri(set.info.uri);
  if (!(await exists(file))) {
    const edit = await scene.server.ask<ProtocolEdit>(command.initialise, set.info.uri);
    if (!(await applyAndSave(scene.server, edit, file))) return;
    scene.standing.foldersChanged();
  }
  await window.showTextDocument(await workspace.openTextDocument(file));
}

async function exists(file: Uri): Promise<boolean> {
  try {
    await workspace.fs.stat(file);
    return true;
  } catch {
    return false;
  }
}
