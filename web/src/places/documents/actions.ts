// What is done to documents that the project has, each as one step that can be undone.
import { download } from "../../parts/download";
import { bytesOf, withDocuments, withKind, withoutDocuments, type Project, type StoredDocument } from "../../state/project";
import { change } from "../../state/undo";
import { t } from "../../texts";
import { nameOf } from "./add/paths";

export function removeDocuments(paths: readonly string[]): void {
  const label = paths.length === 1 ? t.documents.removed(nameOf(paths[0]!)) : t.documents.removedMany(paths.length);
  change(label, (project) => withoutDocuments(project, paths), { destructive: true });
}

export function renameDocument(from: string, to: string): void {
  change(t.documents.renamed(nameOf(to)), (project) => withPath(project, from, to));
}

/** `undefined` leaves it to the engine again. */
export function setKind(path: string, kind: string | undefined): void {
  change(t.documents.kind.changed(nameOf(path)), (project) => withKind(project, path, kind));
}

/** The document under another path, with what was said of its kind. A document that has that path already is not touched. */
export function withPath(project: Project, from: string, to: string): Project {
  const document = project.documents.find(({ path }) => path === from);
  if (!document || from === to || project.documents.some(({ path }) => path === to)) return project;
  const moved = withDocuments(withoutDocuments(project, [from]), [{ ...document, path: to }]);
  return withKind(moved, to, project.kinds[from]);
}

export function downloadDocument(document: StoredDocument): void {
  download(nameOf(document.path), new Uint8Array(bytesOf(document)), "text/plain");
}
