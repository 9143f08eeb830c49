// Applies edits of the server and opens what they changed.
import { TextEditorRevealType, Range, Selection, ThemeColor, Uri, window, workspace } from "vscode";
import type { WorkspaceEdit } from "vscode-languageserver-protocol";
import { texts } from "../texts";
import type { Place } from "../model/words";
import type { Server } from "../client/server";

/** Applies an edit that concerns one file and saves it, unless it had changes of its own that nobody has saved. */
export async function applyAndSave(server: Server, edit: WorkspaceEdit, file: Uri): Promise<boolean> {
  const unsaved = workspace.textDocuments.some((document) => document.uri.toString() === file.toString() && document.isDirty);
  if (!(await server.apply(edit))) {
    void window.showErrorMessage(texts.commands.editRefused);
    return false;
  }
  if (!unsaved) await (await workspace.openTextDocument(file)).save();
  return true;
}

export function configUri(folder: string): Uri {
  return Uri.joinPath(Uri.parse(folder, true), "medlint.toml");
}

/** Goes to a place of a document and lets it shine for a moment. */
export async function openPlace(folder: string, place: Place): Promise<void> {
  await openLines(Uri.joinPath(Uri.parse(folder, true), place.path), place.start_line - 1, place.end_line - 1);
}

/** Where one was in it. */
export async function openDocument(file: Uri): Promise<void> {
  await window.showTextDocument(await workspace.openTextDocument(file), { preview: true });
}

const SHINE_MS = 1600;

/** Lines count from 0. */
export async function openLines(file: Uri, first: number, last: number): Promise<void> {
  const document = await workspace.openTextDocument(file);
  const editor = await window.showTextDocument(document, { preview: true });
  const start = Math.max(0, Math.min(first, document.lineCount - 1));
  const end = Math.max(start, Math.min(last, document.lineCount - 1));
  // Only the cursor: a selection would be lost with the next key.
  editor.selection = new Selection(start, 0, start, 0);
  const range = new Range(start, 0, end, document.lineAt(end).text.length);
  editor.revealRange(range, TextEditorRevealType.InCenterIfOutsideViewport);
  const shine = window.createTextEditorDecorationType({ isWholeLine: true, backgroundColor: new ThemeColor("editor.rangeHighlightBackground") });
  editor.setDecorations(shine, [range]);
  setTimeout(() => shine.dispose(), SHINE_MS);
}
