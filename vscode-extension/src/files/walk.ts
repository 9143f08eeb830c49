// Finds the documents of a folder in any file system of the editor. Which files count is decided as by the command
// (cli/src/walk.rs), with one difference: links are left out, because an editor's file systems cannot tell where they lead.
import { Ignoring } from "./ignoring";
import { CONFIG, hiddenNames, includePatterns, isDocument, isForeign } from "./names";

export interface Item {
  name: string;
  kind: "file" | "folder" | "other";
}

/** A folder to walk through. Paths are relative to it, with forward slashes; "" is the folder itself. */
export interface Root {
  /** Nothing when it cannot be read. */
  list(folder: string): Promise<Item[] | undefined>;
  read(file: string): Promise<string | undefined>;
  /** Texts of .gitignore files above, outermost first, each with the way from there to the root. */
  ignoredAbove?(): Promise<{ way: string; text: string }[]>;
}

export interface Listing {
  /** Documents, in order. */
  files: string[];
  /** medlint.toml files: that of the folder, and those of folders below that are sets of their own. */
  configs: string[];
  /** All other files that are not ignored, for links. */
  others: string[];
  /** False when there were too many files to list all others. */
  complete: boolean;
}

/** A listing, and what decides about files that come later. */
export interface Walked {
  listing: Listing;
  /** Whether a file that appears would be a document of this set. */
  accepts(path: string): boolean;
}

const MOST_OTHERS = 20_000;
/** Requests to the file system that are under way at once. */
const AT_ONCE = 16;

export async function walk(root: Root): Promise<Walked> {
  return new Walk(root).run();
}

/** Whether there is a document or a medlint.toml at all; stops at the first one. */
export async function hasDocuments(root: Root): Promise<boolean> {
  return new Walk(root, true).any();
}

class Walk {
  private readonly listing: Listing = { files: [], configs: [], others: [], complete: true };
  /** By folder; a folder without a .gitignore of its own has that of its parent. */
  private readonly ignoring = new Map<string, Ignoring>();
  private readonly gate = new Gate(AT_ONCE);
  private include: string[] = [];
  private hidden = new Set<string>();

  constructor(
    private readonly root: Root,
    private readonly untilFirst = false,
  ) {}

  async run(): Promise<Walked> {
    await this.begin();
    const { files, configs, others } = this.listing;
    for (const paths of [files, configs, others]) paths.sort();
    return { listing: this.listing, accepts: (path) => this.accepts(path) };
  }

  async any(): Promise<boolean> {
    await this.begin();
    return this.found();
  }

  private async begin(): Promise<void> {
    const config = await this.root.read(CONFIG);
    if (config !== undefined) {
      this.include = includePatterns(config);
      this.hidden = hiddenNames(this.include);
    }
    let ignoring = Ignoring.nothing;
    for (const { way, text } of (await this.root.ignoredAbove?.()) ?? []) ignoring = ignoring.above(way, text);
    await this.folder("", ignoring);
  }

  private found(): boolean {
    return this.listing.files.length > 0 || this.listing.configs.length > 0;
  }

  private async folder(folder: string, outer: Ignoring): Promise<void> {
    if (this.untilFirst && this.found()) return;
    const items = await this.gate.pass(() => this.root.list(folder));
    if (!items) return;
    const config = items.find(({ name, kind }) => name === CONFIG && kind === "file");
    if (config) this.listing.configs.push(join(folder, CONFIG));
    // A set of its own: the server asks for it separately.
    if (config && folder !== "") return;
    const ignoring = items.some(({ name, kind }) => name === ".gitignore" && kind === "file")
      ? outer.within(folder, (await this.gate.pass(() => this.root.read(join(folder, ".gitignore")))) ?? "")
      : outer;
    this.ignoring.set(folder, ignoring);
    const deeper: string[] = [];
    for (const { name, kind } of items) {
      const path = join(folder, name);
      if (this.isHidden(name) || kind === "other") continue;
      if (kind === "folder") {
        if (!isForeign(name) && !ignoring.ignores(path, true)) deeper.push(path);
      } else if (name !== CONFIG && !ignoring.ignores(path, false)) this.file(path);
    }
    await Promise.all(deeper.map((path) => this.folder(path, ignoring)));
  }

  private file(path: string): void {
    if (isDocument(path, this.include)) this.listing.files.push(path);
    else if (this.listing.others.length < MOST_OTHERS) this.listing.others.push(path);
    else this.listing.complete = false;
  }

  private isHidden(name: string): boolean {
    return name.startsWith(".") && !this.hidden.has(name);
  }

  private accepts(path: string): boolean {
    const parts = path.split("/");
    if (!isDocument(path, this.include) || parts.some((part) => this.isHidden(part) || isForeign(part))) return false;
    let ignoring = this.ignoring.get("") ?? Ignoring.nothing;
    for (let n = 1; n < parts.length; n++) {
      const folder = parts.slice(0, n).join("/");
      if (this.listing.configs.includes(`${folder}/${CONFIG}`) || ignoring.ignores(folder, true)) return false;
      ignoring = this.ignoring.get(folder) ?? ignoring;
    }
    return !ignoring.ignores(path, false);
  }
}

/** Lets a few through at a time. */
export class Gate {
  private free: number;
  private readonly queue: (() => void)[] = [];

  constructor(places: number) {
    this.free = places;
  }

  async pass<T>(task: () => Promise<T>): Promise<T> {
    if (this.free > 0) this.free--;
    else await new Promise<void>((resolve) => this.queue.push(resolve));
    try {
      return await task();
    } finally {
      const next = this.queue.shift();
      if (next) next();
      else this.free++;
    }
  }
}

function join(folder: string, name: string): string {
  return folder === "" ? name : `${folder}/${name}`;
}
