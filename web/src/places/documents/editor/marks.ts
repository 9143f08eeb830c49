// Evidence and findings in the editor: kept at their places while the text changes, underlined by state, with signs of
// findings beside the lines.
import { RangeSet, StateEffect, StateField, type ChangeDesc, type Extension, type Range, type Text } from "@codemirror/state";
import { Decoration, EditorView, GutterMarker, gutter } from "@codemirror/view";
import type { Severity } from "../../../engine/types";
import { segmentsOf, type Item } from "../one/place";
import { SIGNS } from "../signs";

export interface MarkSet {
  items: readonly Item[];
  /** Ids of those that are marked. */
  shown: ReadonlySet<string>;
  /** Ids of those that were chosen in the panel. */
  chosen: ReadonlySet<string>;
}

const NONE: MarkSet = { items: [], shown: new Set(), chosen: new Set() };

export const setMarks = StateEffect.define<MarkSet>();

export const markField = StateField.define<MarkSet>({
  create: () => NONE,
  update(marks, transaction) {
    for (const effect of transaction.effects) if (effect.is(setMarks)) return effect.value;
    return transaction.docChanged ? { ...marks, items: moved(marks.items, transaction.changes) } : marks;
  },
  provide: (field) => [
    EditorView.decorations.compute([field], (state) => decorations(state.field(field), state.doc)),
    findingSigns(field),
  ],
});

/** Items at their places after a change; what was deleted is gone. */
export function moved(items: readonly Item[], changes: ChangeDesc): Item[] {
  return items
    .map((item) => ({ ...item, from: changes.mapPos(item.from, 1), to: changes.mapPos(item.to, -1) }))
    .filter(({ from, to }, index) => from < to || items[index]!.from === items[index]!.to);
}

/** No place lies behind the end, whatever was said of it. */
export function within(item: Item, length: number): Item {
  return { ...item, from: Math.min(item.from, length), to: Math.min(item.to, length) };
}

/** Items that are marked at a place, the shortest first: it says most about the place. */
export function itemsAt({ items, shown }: MarkSet, place: number): Item[] {
  return items
    .filter((item) => shown.has(item.id) && item.from <= place && place <= item.to)
    .sort((a, b) => a.to - a.from - (b.to - b.from));
}

function decorations({ items, shown, chosen }: MarkSet, doc: Text) {
  const evidence = items.flatMap((item) => (item.sort === "evidence" && shown.has(item.id) && item.from < item.to ? [{ ...item, chosen: chosen.has(item.id) }] : []));
  const ranges: Range<Decoration>[] = segmentsOf(evidence).map(({ from, to, state, chosen: isChosen }) =>
    Decoration.mark({ class: `m-mark m-${state}${isChosen ? " m-chosen" : ""}` }).range(from, to),
  );
  const lines = new Set<number>();
  for (const item of items) {
    if (item.sort !== "finding" || !chosen.has(item.id)) continue;
    for (let line = doc.lineAt(item.from); ; line = doc.line(line.number + 1)) {
      lines.add(line.from);
      if (line.to >= item.to || line.number >= doc.lines) break;
    }
  }
  for (const from of lines) ranges.push(Decoration.line({ class: "m-line" }).range(from));
  return Decoration.set(ranges, true);
}

const RANK: Record<Severity, number> = { error: 2, warning: 1, info: 0 };
class FindingSign extends GutterMarker {
  constructor(
    readonly severity: Severity,
    readonly title: string,
  ) {
    super();
  }
  override eq(other: FindingSign): boolean {
    return other.severity === this.severity && other.title === this.title;
  }
  override toDOM(): Node {
    const space = "http://www.w3.org/2000/svg";
    const svg = document.createElementNS(space, "svg");
    svg.setAttribute("viewBox", "0 0 16 16");
    svg.setAttribute("class", `m-sign m-sign-${this.severity}`);
    const path = svg.appendChild(document.createElementNS(space, "path"));
    path.setAttribute("d", SIGNS[this.severity]);
    const title = svg.appendChild(document.createElementNS(space, "title"));
    title.textContent = this.title;
    return svg;
  }
}

function findingSigns(field: StateField<MarkSet>): Extension {
  return gutter({
    class: "m-signs",
    markers(view) {
      const { items, shown } = view.state.field(field);
      const byLine = new Map<number, { severity: Severity; titles: string[] }>();
      for (const item of items) {
        if (item.sort !== "finding" || !shown.has(item.id)) continue;
        const { from } = view.state.doc.lineAt(item.from);
        const line = byLine.get(from) ?? { severity: "info", titles: [] };
        if (RANK[item.finding.severity] > RANK[line.severity]) line.severity = item.finding.severity;
        line.titles.push(item.finding.message);
        byLine.set(from, line);
      }
      return RangeSet.of([...byLine].map(([from, { severity, titles }]) => new FindingSign(severity, titles.join("\n")).range(from)), true);
    },
    initialSpacer: () => new FindingSign("info", ""),
    domEventHandlers: {
      click(view, line) {
        view.dispatch({ selection: { anchor: line.from }, userEvent: "select.pointer" });
        return true;
      },
    },
  });
}
