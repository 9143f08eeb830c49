// Projects in IndexedDB, or in memory where the browser refuses it. Documents are records of their own, so that a
// change of one answer does not write every document again. Says nothing to the visitor; storage.ts does.
import type { Project, StoredDocument } from "./project";

export interface Stored {
  /** As it was found; read.ts looks at it. */
  value: unknown;
  /** Grows with every save, so that two tabs notice each other. */
  revision: number;
}

export interface Store {
  readonly lasting: boolean;
  list(): Promise<Listed[]>;
  load(id: string): Promise<Stored | undefined>;
  /** `before` is what this page saved or loaded last, at `revision`; resolves to the new revision. */
  save(project: Project, before: Project | undefined, revision: number): Promise<number>;
  remove(id: string): Promise<void>;
}

/** A project without its documents. */
export interface Listed {
  id: string;
  revision: number;
  head: Record<string, unknown>;
  documents: number;
}

/** Somebody else, most likely another tab, has saved the project since. */
export class SaveConflict extends Error {
  override name = "SaveConflict";
}

const PROJECTS = "projects";
const DOCUMENTS = "documents";
type Row = StoredDocument & { project: string };

export function memoryStore(): Store {
  const kept = new Map<string, { project: Project; revision: number }>();
  return {
    lasting: false,
    async list() {
      return [...kept.values()].map(({ project: { documents, ...head }, revision }) => ({
        id: head.id,
        revision,
        head,
        documents: documents.length,
      }));
    },
    async load(id) {
      const found = kept.get(id);
      return found && { value: found.project, revision: found.revision };
    },
    async save(project, _before, revision) {
      kept.set(project.id, { project, revision: revision + 1 });
      return revision + 1;
    },
    async remove(id) {
      kept.delete(id);
    },
  };
}

/** Rejects when the browser refuses (private mode, policy, a database of a newer page). */
export async function databaseStore(name = "medlint"): Promise<Store> {
  const opening = indexedDB.open(name, 1);
  opening.onupgradeneeded = () => {
    opening.result.createObjectStore(PROJECTS, { keyPath: "id" });
    opening.result.createObjectStore(DOCUMENTS, { keyPath: ["project", "path"] });
  };
  const database = await done(opening);
  // A newer page in another tab must not wait for this one.
  database.onversionchange = () => database.close();
  return {
    lasting: true,
    async list() {
      return (await done(database.transaction(PROJECTS).objectStore(PROJECTS).getAll())) as Listed[];
    },
    async load(id) {
      const transaction = database.transaction([PROJECTS, DOCUMENTS]);
      const [listed, rows] = (await Promise.all([
        done(transaction.objectStore(PROJECTS).get(id)),
        done(transaction.objectStore(DOCUMENTS).getAll(documentsOf(id))),
      ])) as [Listed | undefined, Row[]];
      if (!listed) return undefined;
      return { value: { ...listed.head, documents: rows.map(({ project: _id, ...rest }) => rest) }, revision: listed.revision };
    },
    async save(project, before, revision) {
      const transaction = database.transaction([PROJECTS, DOCUMENTS], "readwrite");
      const finished = completed(transaction);
      const projects = transaction.objectStore(PROJECTS);
      const documents = transaction.objectStore(DOCUMENTS);
      try {
        const found = (await done(projects.get(project.id))) as Listed | undefined;
        if ((found?.revision ?? 0) !== revision) throw new SaveConflict();
        const { documents: now, ...head } = project;
        const old = new Map((before?.documents ?? []).map((document) => [document.path, document]));
        if (!before) documents.delete(documentsOf(project.id));
        for (const document of now) {
          if (old.get(document.path) !== document) documents.put({ project: project.id, ...document } satisfies Row);
          old.delete(document.path);
        }
        for (const path of old.keys()) documents.delete([project.id, path]);
        projects.put({ id: project.id, revision: revision + 1, head, documents: now.length } satisfies Listed);
      } catch (error) {
        finished.catch(() => undefined);
        transaction.abort();
        throw error;
      }
      await finished;
      return revision + 1;
    },
    async remove(id) {
      const transaction = database.transaction([PROJECTS, DOCUMENTS], "readwrite");
      transaction.objectStore(PROJECTS).delete(id);
      transaction.objectStore(DOCUMENTS).delete(documentsOf(id));
      await completed(transaction);
    },
  };
}

function documentsOf(id: string): IDBKeyRange {
  // An array sorts behind every text, so this is "all paths".
  return IDBKeyRange.bound([id], [id, []]);
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function completed(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new DOMException("aborted", "AbortError"));
  });
}
