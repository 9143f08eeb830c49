// Headings of Markdown in bold, so that a long text has landmarks. Not a parser: only what begins with # outside fences.
import type { Range } from "@codemirror/state";
import { Decoration, ViewPlugin, type DecorationSet, type EditorView, type ViewUpdate } from "@codemirror/view";

/** From here on the way from the top to the visible part would be felt while typing. */
const LONG = 1_000_000;
const heading = Decoration.line({ class: "m-heading" });

export const headings = ViewPlugin.define(
  (view) => ({
    decorations: find(view),
    update(update: ViewUpdate) {
      if (update.docChanged || update.viewportChanged) this.decorations = find(update.view);
    },
  }),
  { decorations: (plugin: { decorations: DecorationSet }) => plugin.decorations },
);

function find({ state: { doc }, viewport }: EditorView): DecorationSet {
  const ranges: Range<Decoration>[] = [];
  if (doc.length > LONG) return Decoration.none;
  let fence: string | undefined;
  let from = 0;
  for (const text of doc.iterLines()) {
    if (from > viewport.to) break;
    const mark = /^ {0,3}(```|~~~)/.exec(text)?.[1];
    if (mark && (fence === undefined || fence === mark)) fence = fence === undefined ? mark : undefined;
    else if (fence === undefined && from >= viewport.from && /^ {0,3}#{1,6}\s/.test(text)) ranges.push(heading.range(from));
    from += text.length + 1;
  }
  return Decoration.set(ranges);
}
