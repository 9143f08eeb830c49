// How the sets of documents stand, as the server last told. Asks for the whole assessment only while somebody looks at it.
import { Disposable, EventEmitter } from "vscode";
import type { Catalogue, Check } from "../../../wasm/src/types";
import { command, type Changed, type FolderInfo, type Scan } from "../client/protocol";
import type { Server } from "../client/server";

/** A set of documents with what is known of it. */
export interface SetOfDocuments {
  info: FolderInfo;
  changed: Changed | undefined;
  check: Check | undefined;
  scan: Scan | undefined;
}

/** After an edit so long is waited for the next one; longer while documents are being read. */
const QUIET_MS = 250;
const QUIET_WHILE_READING_MS = 1500;

export class Standing implements Disposable {
  private known: SetOfDocuments[] = [];
  private asked: Promise<Catalogue> | undefined;
  private stale = new Set<string>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private refreshing: Promise<void> | undefined;
  private readonly lookers = new Set<() => boolean>();
  private readonly changedEmitter = new EventEmitter<void>();
  readonly onDidChange = this.changedEmitter.event;
  private readonly disposables: Disposable[];

  /** The catalogue once it was asked for. */
  catalogue: Catalogue | undefined;

  constructor(private readonly server: Server) {
    this.disposables = [
      this.changedEmitter,
      server.onDidChange((changed) => void this.take(changed)),
      server.onDidChangeState((state) => {
        if (state === "ready") void this.loadSets();
        else if (state !== "starting") this.forget();
      }),
    ];
  }

  dispose(): void {
    clearTimeout(this.timer);
    Disposable.from(...this.disposables).dispose();
  }

  get sets(): readonly SetOfDocuments[] {
    return this.known;
  }

  /** The set of a file, as the server names both: the deepest folder that it is in. */
  setOf(uri: string): SetOfDocuments | undefined {
    const holders = this.known.filter(({ info }) => uri.startsWith(`${info.uri.replace(/\/$/, "")}/`));
    return holders.sort((a, b) => b.info.uri.length - a.info.uri.length)[0];
  }

  /** `looks` says whether somebody sees the assessment at the moment. */
  lookedAtBy(looks: () => boolean): Disposable {
    this.lookers.add(looks);
    return new Disposable(() => this.lookers.delete(looks));
  }

  /** To be called when somebody begins to look. */
  look(): void {
    if (this.stale.size > 0) this.schedule(0);
  }

  /** The assessment of a set as of now. */
  async checkOf(set: SetOfDocuments): Promise<Check> {
    await this.refreshing;
    if (!set.check || this.stale.has(set.info.uri)) await this.fetch(set);
    if (!set.check) throw new Error(set.info.name);
    return set.check;
  }

  loadCatalogue(): Promise<Catalogue> {
    this.asked ??= this.server.ask<Catalogue>(command.catalogue).then(
      (catalogue) => (this.catalogue = catalogue),
      (error: unknown) => {
        this.asked = undefined;
        throw error;
      },
    );
    return this.asked;
  }

  /** Another catalogue or other folders may be there after a restart. */
  private forget(): void {
    this.known = [];
    this.stale.clear();
    this.asked = undefined;
    this.catalogue = undefined;
    this.changedEmitter.fire();
  }

  async loadSets(): Promise<void> {
    try {
      await this.nameSets();
      this.changedEmitter.fire();
      this.schedule(0);
    } catch (error) {
      this.server.log.warn(String(error));
    }
  }

  private async nameSets(): Promise<void> {
    const infos = await this.server.ask<FolderInfo[]>(command.folders);
    const before = new Map(this.known.map((set) => [set.info.uri, set]));
    // Those that stay stay the same objects, because commands may be holding them.
    this.known = infos.map((info) => Object.assign(before.get(info.uri) ?? { changed: undefined, check: undefined, scan: undefined }, { info }));
    for (const { info } of this.known) if (!before.has(info.uri)) this.stale.add(info.uri);
  }

  private async take(changed: Changed): Promise<void> {
    const set = this.known.find(({ info }) => info.uri === changed.folder);
    this.stale.add(changed.folder);
    if (set) {
      set.changed = changed;
      this.changedEmitter.fire();
    } else {
      await this.loadSets();
      const found = this.known.find(({ info }) => info.uri === changed.folder);
      if (found) found.changed = changed;
    }
    this.schedule(changed.reading ? QUIET_WHILE_READING_MS : QUIET_MS);
  }

  /** The folders may be others now: one was opened or closed, a medlint.toml came or went. */
  foldersChanged(): void {
    if (this.server.state === "ready") void this.loadSets();
  }

  private schedule(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.refresh(), ms);
  }

  private async refresh(): Promise<void> {
    if (this.server.state !== "ready" || ![...this.lookers].some((looks) => looks())) return;
    await this.refreshing;
    this.refreshing = (async () => {
      try {
        await this.loadCatalogue();
        // A medlint.toml may have come or gone.
        await this.nameSets();
        for (const set of this.known) if (this.stale.has(set.info.uri)) await this.fetch(set);
      } catch (error) {
        // Taken back, or the server has just ended: the next change brings another try.
        this.server.log.debug(String(error));
      }
    })();
    await this.refreshing;
    this.changedEmitter.fire();
  }

  private async fetch(set: SetOfDocuments): Promise<void> {
    const { uri } = set.info;
    this.stale.delete(uri);
    try {
      set.check = await this.server.ask<Check>(command.assessment, uri);
      if (this.server.knows(command.scan)) set.scan = await this.server.ask<Scan>(command.scan, uri);
    } catch (error) {
      this.stale.add(uri);
      throw error;
    }
  }
}
