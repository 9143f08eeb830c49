// Gives the server the files of the editor's file systems: which documents there are, their contents, and what changes.
import { Disposable, Uri, workspace } from "vscode";
import { FileChangeType, type BaseLanguageClient, type FileEvent } from "vscode-languageclient";
import { CONFIG, DOCUMENT_GLOB, nameOf } from "../files/names";
import { rootOf } from "../files/root";
import { Gate, walk, type Listing, type Walked } from "../files/walk";
import type { ReadFile } from "./protocol";

const AT_ONCE = 16;
/** Changes that come together (a branch is switched) are told together. */
const QUIET_MS = 120;

export class FileSupply implements Disposable {
  /** By folder, as the server names it. */
  private readonly walked = new Map<string, Walked>();
  private readonly gate = new Gate(AT_ONCE);
  private readonly pending = new Map<string, FileEvent>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly disposables: Disposable[] = [];

  constructor(private readonly client: BaseLanguageClient) {
    for (const glob of [DOCUMENT_GLOB, `**/${CONFIG}`, "**/.gitignore"]) {
      const watcher = workspace.createFileSystemWatcher(glob);
      const tell = (type: FileChangeType) => (uri: Uri) => this.note({ uri: this.asUri(uri), type });
      this.disposables.push(
        watcher,
        watcher.onDidCreate(tell(FileChangeType.Created)),
        watcher.onDidChange(tell(FileChangeType.Changed)),
        watcher.onDidDelete(tell(FileChangeType.Deleted)),
      );
    }
  }

  dispose(): void {
    clearTimeout(this.timer);
    Disposable.from(...this.disposables).dispose();
  }

  async list(folder: string): Promise<Listing> {
    const walked = await walk(rootOf(Uri.parse(folder, true)));
    this.walked.set(folder, walked);
    return walked.listing;
  }

  read(uris: readonly string[]): Promise<ReadFile[]> {
    return Promise.all(uris.map((uri) => this.gate.pass(() => this.readOne(uri))));
  }

  /** Looks for all files anew and has the server read them again. */
  async readAgain(): Promise<void> {
    for (const folder of [...this.walked.keys()]) {
      await this.compare(folder);
      const { files, configs } = this.walked.get(folder)!.listing;
      for (const path of [...configs, ...files]) {
        const uri = this.join(folder, path);
        if (!this.pending.has(uri)) this.pending.set(uri, { uri, type: FileChangeType.Changed });
      }
    }
    this.flush();
  }

  private async readOne(uri: string): Promise<ReadFile> {
    try {
      const bytes = await workspace.fs.readFile(Uri.parse(uri, true));
      try {
        return { uri, text: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes) };
      } catch {
        return { uri, base64: base64(bytes) };
      }
    } catch (error) {
      return { uri, error: error instanceof Error ? error.message : String(error) };
    }
  }

  private note(event: FileEvent): void {
    const before = this.pending.get(event.uri);
    // Saved by writing anew: for the server it changed.
    const renewed = before?.type === FileChangeType.Deleted && event.type === FileChangeType.Created;
    this.pending.set(event.uri, renewed ? { ...event, type: FileChangeType.Changed } : event);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.settle(), QUIET_MS);
  }

  private async settle(): Promise<void> {
    const decisive = [...this.pending.values()].filter(({ uri }) => [CONFIG, ".gitignore"].includes(nameOf(uri)));
    for (const { uri } of decisive) if (nameOf(uri) === ".gitignore") this.pending.delete(uri);
    for (const folder of [...this.walked.keys()]) {
      if (decisive.some(({ uri }) => uri.startsWith(`${folder}/`) || folder.startsWith(uri.slice(0, uri.lastIndexOf("/"))))) {
        await this.compare(folder);
      }
    }
    this.flush();
  }

  /** Walks again and notes what came and what went. */
  private async compare(folder: string): Promise<void> {
    const before = new Set(this.walked.get(folder)?.listing.files);
    const { files } = await this.list(folder);
    for (const path of files) if (!before.delete(path)) this.put(this.join(folder, path), FileChangeType.Created);
    for (const path of before) this.put(this.join(folder, path), FileChangeType.Deleted);
  }

  private put(uri: string, type: FileChangeType): void {
    if (!this.pending.has(uri)) this.pending.set(uri, { uri, type });
  }

  private flush(): void {
    const changes = [...this.pending.values()].filter((event) => this.matters(event));
    this.pending.clear();
    if (changes.length > 0 && this.client.isRunning()) void this.client.sendNotification("workspace/didChangeWatchedFiles", { changes });
  }

  private matters({ uri, type }: FileEvent): boolean {
    if (type === FileChangeType.Deleted || nameOf(uri) === CONFIG) return true;
    const roots = [...this.walked].filter(([folder]) => uri.startsWith(`${folder}/`));
    return roots.some(([folder, { accepts }]) => accepts(decodeURIComponent(uri.slice(folder.length + 1))));
  }

  private join(folder: string, path: string): string {
    return this.asUri(Uri.joinPath(Uri.parse(folder, true), path));
  }

  private asUri(uri: Uri): string {
    return this.client.code2ProtocolConverter.asUri(uri);
  }
}

function base64(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}
