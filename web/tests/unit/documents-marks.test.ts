import { ChangeSet, Text } from "@codemirror/state";
import { describe, expect, it } from "vitest";
import type { Finding, Mark, State } from "../../src/engine/types";
import { itemsAt, moved } from "../../src/places/documents/editor/marks";
import { inEditor, itemsOf, lineBreakOf, placesOf, segmentsOf, shownItems, type Item } from "../../src/places/documents/one/place";

const mark = (topic: string, state: State, start: number, end: number): Mark => ({ topic, state, start, end, start_line: 1, end_line: 1, quote: "", because: [] });
const finding = { start_line: 3, severity: "warning", message: "m" } as Finding;

describe("places in the editor", () => {
  it("count each line break once", () => {
    const stored = "# A\r\n\r\nTLS ends.\r\n";
    const place = placesOf(stored);
    const editor = inEditor(stored);
    expect(editor).toBe("# A\n\nTLS ends.\n");
    expect(editor.slice(place(7), place(16))).toBe(stored.slice(7, 16));
    expect(place(stored.length)).toBe(editor.length);
    expect(placesOf("a\nb")(3)).toBe(3);
  });
  it("keep the line break that the text mostly has", () => {
    expect([lineBreakOf("a\r\nb\r\nc\n"), lineBreakOf("a\r\nb\nc\n"), lineBreakOf("a")]).toEqual(["\r\n", "\n", "\n"]);
  });
  it("join marks and findings in the order of the text", () => {
    const items = itemsOf("x\r\nyy zz", [mark("t", "shown", 6, 8)], [finding], [3, 5]);
    expect(items.map(({ id, from, to }) => [id, from, to])).toEqual([["f0", 2, 4], ["e0", 5, 7]]);
  });
});

describe("items", () => {
  const items = itemsOf("0123456789".repeat(10), [mark("a", "shown", 0, 30), mark("a", "partly", 40, 50), mark("b", "mentioned", 5, 10), mark("c", "partly", 20, 25)], [finding], [60, 70]);
  const ids = (some: readonly Item[]) => some.map(({ id }) => id);

  it("are shown when they make the state of an expected topic, are chosen, or are findings", () => {
    const states: Record<string, State> = { a: "shown", b: "mentioned", c: "partly" };
    const shown = (which: Parameters<typeof shownItems>[1], chosen?: string) => ids(shownItems(items, which, states, new Set(["a"]), chosen));
    expect(shown("expected")).toEqual(["e0", "f0"]);
    expect(shown("expected", "c")).toEqual(["e0", "e3", "f0"]);
    expect(shown("findings")).toEqual(["f0"]);
    expect(shown("all")).toHaveLength(5);
  });
  it("are found at a place, the shortest first", () => {
    const set = { items, shown: new Set(ids(items)), chosen: new Set<string>() };
    expect(ids(itemsAt(set, 22))).toEqual(["e3", "e0"]);
    expect(ids(itemsAt({ ...set, shown: new Set(["e0"]) }, 22))).toEqual(["e0"]);
  });
  it("move with the text, and go with what is deleted", () => {
    const doc = Text.of(["0123456789".repeat(10)]);
    const inserted = ChangeSet.of({ from: 10, insert: "new " }, doc.length);
    expect(moved(items, inserted).map(({ id, from, to }) => [id, from, to])).toEqual([["e0", 0, 34], ["e2", 5, 10], ["e3", 24, 29], ["e1", 44, 54], ["f0", 64, 74]]);
    const deleted = ChangeSet.of({ from: 18, to: 35 }, doc.length);
    expect(ids(moved(items, deleted))).toEqual(["e0", "e2", "e1", "f0"]);
  });
});

describe("segments", () => {
  const one = (from: number, to: number, state: State, chosen = false) => ({ from, to, state, chosen });
  it("lie side by side and look like what wants attention", () => {
    expect(segmentsOf([one(0, 10, "shown"), one(5, 15, "placeholder"), one(20, 25, "partly")])).toEqual([
      one(0, 5, "shown"), one(5, 15, "placeholder"), one(20, 25, "partly"),
    ]);
  });
  it("show what was chosen over everything else", () => {
    expect(segmentsOf([one(0, 10, "placeholder"), one(2, 4, "shown", true)])).toEqual([one(0, 2, "placeholder"), one(2, 4, "shown", true), one(4, 10, "placeholder")]);
  });
  it("are as few as possible", () => {
    expect(segmentsOf([one(0, 5, "shown"), one(5, 9, "shown"), one(2, 3, "shown")])).toEqual([one(0, 9, "shown")]);
    expect(segmentsOf([])).toEqual([]);
  });
});
