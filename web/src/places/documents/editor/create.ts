// The editor: CodeMirror, loaded only when a text is opened. It stands in a shadow root, because there CodeMirror uses
// constructed style sheets; in the page itself it would add a <style>, which the Content-Security-Policy refuses.
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { openSearchPanel, search, searchKeymap } from "@codemirror/search";
import { EditorState, Transaction } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLineGutter, hoverTooltip, keymap, lineNumbers } from "@codemirror/view";
import type { Item } from "../one/place";
import { headings } from "./headings";
import { itemsAt, markField, moved, setMarks, within, type MarkSet } from "./marks";
import { theme } from "./theme";

export interface Described {
  title: string;
  lines: readonly string[];
}

export interface EditorOptions {
  text: string;
  /** Name of the text for screen readers. */
  label: string;
  /** Words of the search panel, by their English ones. */
  phrases: Record<string, string>;
  describe: (item: Item) => Described;
  onEdit: (read: () => string) => void;
  /** What is at the cursor, which the visitor put there with pointer or keys when `chosen`. */
  onHere: (items: readonly Item[], chosen: boolean) => void;
  /** The cursor went to the next mark. */
  onStep: (items: readonly Item[], number: number, count: number) => void;
}

export interface Editor {
  setText(text: string): void;
  /** New items are of the text as it was at the last `stored()` or `setText()`; what was typed since moves them. */
  setMarks(marks: MarkSet): void;
  stored(): void;
  /** Brings it into view and puts the cursor there, without taking the focus. */
  show(item: Item): void;
  showLine(line: number): void;
  step(direction: 1 | -1): void;
  search(): void;
  close(): void;
}

export function createEditor(host: HTMLElement, options: EditorOptions): Editor {
  const root = host.shadowRoot ?? host.attachShadow({ mode: "open" });
  let since = EditorState.create({ doc: options.text }).changes();
  let judged: readonly Item[] = [];
  const marksIn = () => view.state.field(markField);

  const follow = EditorView.updateListener.of(({ docChanged, selectionSet, transactions, changes, state }) => {
    if (docChanged) since = since.compose(changes);
    if (docChanged && transactions.some((one) => one.annotation(Transaction.remote) !== true)) options.onEdit(() => view.state.doc.toString());
    const byVisitor = transactions.some((one) => one.isUserEvent("select"));
    const marked = transactions.some((one) => one.effects.some((effect) => effect.is(setMarks)));
    if (docChanged || selectionSet || marked) options.onHere(itemsAt(state.field(markField), state.selection.main.head), byVisitor);
  });

  const step = (direction: 1 | -1) => {
    const { items, shown } = marksIn();
    const places = [...new Set(items.filter(({ id }) => shown.has(id)).map(({ from }) => from))].sort((a, b) => a - b);
    if (places.length === 0) return options.onStep([], 0, 0);
    const { head } = view.state.selection.main;
    const after = direction > 0 ? places.findIndex((place) => place > head) : places.findLastIndex((place) => place < head);
    // Round the end to the other one.
    const index = after >= 0 ? after : direction > 0 ? 0 : places.length - 1;
    reveal(places[index]!);
    options.onStep(itemsAt(marksIn(), places[index]!), index + 1, places.length);
  };

  const reveal = (place: number) => {
    const at = Math.min(place, view.state.doc.length);
    view.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: "center" }) });
  };

  const stepKey = (direction: 1 | -1) => () => {
    step(direction);
    return true;
  };

  const view = new EditorView({
    parent: root,
    root,
    state: EditorState.create({
      doc: options.text,
      extensions: [
        lineNumbers(),
        highlightActiveLineGutter(),
        history(),
        drawSelection(),
        search({ top: true }),
        EditorView.lineWrapping,
        EditorState.phrases.of(options.phrases),
        EditorView.contentAttributes.of({ "aria-label": options.label, tabindex: "0" }),
        // Dropped files are for the page, not text to be inserted.
        EditorView.domEventHandlers({ drop: (event) => (event.dataTransfer?.files.length ?? 0) > 0 }),
        keymap.of([{ key: "F8", run: stepKey(1) }, { key: "Shift-F8", run: stepKey(-1) }, ...searchKeymap, ...historyKeymap, ...defaultKeymap]),
        hoverTooltip((_, place) => tooltip(place), { hoverTime: 250 }),
        headings,
        markField,
        follow,
        theme,
      ],
    }),
  });

  const tooltip = (place: number) => {
    const items = itemsAt(marksIn(), place);
    if (items.length === 0) return null;
    // From the pointer on: a tooltip whose start is scrolled away is not shown.
    return { pos: place, end: Math.min(...items.map(({ to }) => to)), above: true, create: () => ({ dom: tipOf(items.slice(0, 4).map(options.describe)) }) };
  };

  // The page undoes the project's last step with these keys; in here they are for the text.
  host.addEventListener("keydown", keepUndo);

  return {
    setText(text) {
      if (text !== view.state.doc.toString()) {
        view.dispatch({ changes: smallest(view.state.doc.toString(), text), annotations: Transaction.remote.of(true) });
      }
      this.stored();
    },
    setMarks(marks) {
      // The same items again: they have moved with the text, and may be of an older one than was stored last.
      const items = marks.items === judged ? marksIn().items : moved(marks.items.map((item) => within(item, since.length)), since);
      judged = marks.items;
      view.dispatch({ effects: setMarks.of({ ...marks, items }) });
    },
    stored() {
      since = view.state.changes();
    },
    show(item) {
      reveal(marksIn().items.find(({ id }) => id === item.id)?.from ?? item.from);
    },
    showLine(line) {
      reveal(view.state.doc.line(Math.min(Math.max(line, 1), view.state.doc.lines)).from);
    },
    step,
    search() {
      openSearchPanel(view);
    },
    close() {
      host.removeEventListener("keydown", keepUndo);
      view.destroy();
    },
  };
}

function keepUndo(event: KeyboardEvent): void {
  if ((event.ctrlKey || event.metaKey) && /^[zy]$/i.test(event.key)) event.stopPropagation();
}

/** One change from a text to another, without what is the same at both ends: the cursor and the marks stay. */
function smallest(before: string, after: string): { from: number; to: number; insert: string } {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start++;
  let end = 0;
  while (end < most - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  return { from: start, to: before.length - end, insert: after.slice(start, after.length - end) };
}

function tipOf(all: readonly Described[]): HTMLElement {
  const tip = document.createElement("div");
  for (const { title, lines } of all) {
    const part = tip.appendChild(document.createElement("div"));
    part.className = "m-tip";
    part.appendChild(document.createElement("strong")).textContent = title;
    for (const line of lines) part.appendChild(document.createElement("p")).textContent = line;
  }
  return tip;
}
