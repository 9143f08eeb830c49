// One open document: its text for the editor, what the engine says of it, and the way of edits into the project.
// Knows no DOM.
import { effect, signal, untracked } from "@preact/signals";
import { engine, EngineError } from "../../../engine/client";
import type { Check, Finding } from "../../../engine/types";
import { check, engineState, scans } from "../../../state/live";
import { withText, type StoredDocument } from "../../../state/project";
import { change, project } from "../../../state/undo";
import { t } from "../../../texts";
import { nameOf } from "../add/paths";
import { inEditor, itemsOf, lineBreakOf, type Item } from "./place";

const DELAY = 250;

/** Texts of files as the engine decoded them. After an undo it still has the newer text under that path. */
const decoded = new WeakMap<Uint8Array, string>();

export class Session {
  /** What the editor has to show; a new object when the text came from elsewhere (first load, undo of the page). */
  readonly given = signal<{ text: string } | undefined>(undefined);
  /** Evidence and findings of the text that is stored. */
  readonly items = signal<readonly Item[]>([]);
  readonly findings = signal<readonly Finding[]>([]);
  /** Edits are not yet judged. */
  readonly behind = signal(false);

  #stored: string | undefined;
  #content: StoredDocument["content"] | undefined;
  #lineBreak = "\n";
  #edited: (() => string) | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stop: (() => void)[];
  readonly #project = project.peek().id;

  constructor(
    readonly path: string,
    /** Called when what the editor has is what is stored: from here on it has to move the items itself. */
    private readonly onStored: () => void,
  ) {
    this.#stop = [
      effect(() => {
        const document = project.value.documents.find((one) => one.path === path);
        // Of a file only the engine knows the encoding, once it has read it.
        const ready = typeof document?.content === "string" || scans.value.has(path) || engineState.value === "failed";
        if (document && ready && document.content !== this.#content) untracked(() => void this.#load(document));
      }),
      effect(() => {
        const now = check.value;
        if (now && this.given.value) untracked(() => void this.#judge(now));
      }),
    ];
  }

  /** The visitor typed; `read` gives the text when it is needed. */
  edit(read: () => string): void {
    this.#edited = read;
    this.behind.value = true;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.flush(), DELAY);
  }

  /** Stores what was typed at once. */
  flush(): void {
    clearTimeout(this.#timer);
    const read = this.#edited;
    this.#edited = undefined;
    if (!read || project.peek().id !== this.#project) return;
    if (!project.peek().documents.some((one) => one.path === this.path)) return;
    const text = read().replaceAll("\n", this.#lineBreak);
    if (text === this.#stored) {
      this.behind.value = false;
      return;
    }
    this.#stored = this.#content = text;
    this.onStored();
    change(t.documents.edited(nameOf(this.path)), (before) => withText(before, this.path, text), { merge: `text:${this.path}` });
  }

  close(): void {
    this.flush();
    for (const stop of this.#stop) stop();
  }

  async #load(document: StoredDocument): Promise<void> {
    this.#content = document.content;
    const text = typeof document.content === "string" ? document.content : await this.#decoded(document.content);
    if (this.#content !== document.content) return;
    clearTimeout(this.#timer);
    this.#edited = undefined;
    this.behind.value = false;
    this.#stored = text;
    this.#lineBreak = lineBreakOf(text);
    this.given.value = { text: inEditor(text) };
  }

  async #decoded(bytes: Uint8Array): Promise<string> {
    const known = decoded.get(bytes);
    if (known !== undefined) return known;
    try {
      const text = (await engine.ask("source", this.path)) ?? new TextDecoder().decode(bytes);
      decoded.set(bytes, text);
      return text;
    } catch (error) {
      if (error instanceof EngineError) return new TextDecoder().decode(bytes);
      throw error;
    }
  }

  async #judge(now: Check): Promise<void> {
    const findings = now.findings.filter(({ path }) => path === this.path).sort((a, b) => (a.start_byte ?? 0) - (b.start_byte ?? 0));
    const bytes = new Uint32Array(findings.flatMap(({ start_byte, end_byte }) => [start_byte ?? 0, end_byte ?? start_byte ?? 0]));
    try {
      const [marks, utf16, source] = await Promise.all([
        engine.ask("marks", this.path),
        engine.ask("utf16", this.path, bytes),
        engine.ask("source", this.path),
      ]);
      // Of another text than the one that is stored: the check of that one is on its way.
      if (source === undefined || source !== this.#stored || now !== check.peek()) return;
      this.items.value = itemsOf(source, marks, findings, utf16);
      this.findings.value = findings;
      this.behind.value = this.#edited !== undefined;
    } catch (error) {
      // The banner of the page says what is wrong with the engine.
      if (!(error instanceof EngineError)) throw error;
    }
  }
}
