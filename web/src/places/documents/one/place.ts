// Where evidence and findings stand in the text of the editor. The engine counts in the text as it is stored; the
// editor has one character for each line break.
import type { Finding, Mark, State } from "../../../engine/types";

interface Placed {
  id: string;
  /** Half-open, in the editor's text. */
  from: number;
  to: number;
  /** From 1. */
  line: number;
}

export interface Evidence extends Placed {
  sort: "evidence";
  topic: string;
  state: State;
  quote: string;
  because: string[];
}

export interface Problem extends Placed {
  sort: "finding";
  finding: Finding;
}

export type Item = Evidence | Problem;

/** Which items are marked in the text. */
export type Shown = "expected" | "all" | "findings";

/** The line break that a text mostly has. */
export function lineBreakOf(text: string): "\n" | "\r\n" {
  const both = text.match(/\r\n/g)?.length ?? 0;
  const all = text.match(/\n/g)?.length ?? 0;
  return both * 2 > all ? "\r\n" : "\n";
}

export function inEditor(text: string): string {
  return text.replace(/\r\n?/g, "\n");
}

/** From places in the stored text to places in the editor's. */
export function placesOf(text: string): (place: number) => number {
  const pairs = [...text.matchAll(/\r\n/g)].map(({ index }) => index);
  return (place) => {
    let low = 0;
    let high = pairs.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (pairs[middle]! < place) low = middle + 1;
      else high = middle;
    }
    return place - low;
  };
}

/** `utf16`: start and end of each finding, in turn, in UTF-16 of the stored text. */
export function itemsOf(text: string, marks: readonly Mark[], findings: readonly Finding[], utf16: ArrayLike<number>): Item[] {
  const place = placesOf(text);
  return [
    ...marks.map(
      ({ topic, state, start, end, start_line, quote, because }, index): Evidence => ({
        sort: "evidence", id: `e${index}`, from: place(start), to: place(end), line: start_line, topic, state, quote, because,
      }),
    ),
    ...findings.map(
      (finding, index): Problem => ({
        sort: "finding", id: `f${index}`, from: place(utf16[2 * index] ?? 0), to: place(utf16[2 * index + 1] ?? 0), line: finding.start_line ?? 1, finding,
      }),
    ),
  ].sort((a, b) => a.from - b.from || a.to - b.to);
}

/**
 * Items to be marked. Of an expected topic only the evidence that makes its state counts: what is half of it elsewhere
 * would only be noise. The chosen topic is always there, whole.
 */
export function shownItems(items: readonly Item[], shown: Shown, states: Readonly<Record<string, State>>, expected: ReadonlySet<string>, chosen: string | undefined): Item[] {
  return items.filter((item) => {
    if (item.sort === "finding" || shown === "all") return true;
    if (item.topic === chosen) return true;
    return shown === "expected" && expected.has(item.topic) && item.state === states[item.topic];
  });
}

/** Of evidence that overlaps, the one that wants attention gives the look. */
const ATTENTION: readonly State[] = ["placeholder", "denied", "planned", "elsewhere", "partly", "shown", "mentioned", "missing"];

export interface Segment {
  from: number;
  to: number;
  state: State;
  chosen: boolean;
}

/** Overlapping evidence as pieces side by side. */
export function segmentsOf(evidence: readonly { from: number; to: number; state: State; chosen: boolean }[]): Segment[] {
  const edges = [...new Set(evidence.flatMap(({ from, to }) => [from, to]))].sort((a, b) => a - b);
  const byStart = [...evidence].sort((a, b) => a.from - b.from);
  let open: typeof byStart = [];
  let next = 0;
  const segments: Segment[] = [];
  for (const [index, from] of edges.entries()) {
    const to = edges[index + 1];
    if (to === undefined) break;
    open = open.filter((one) => one.to > from);
    for (; next < byStart.length && byStart[next]!.from <= from; next++) open.push(byStart[next]!);
    if (open.length === 0) continue;
    const chosen = open.filter((one) => one.chosen);
    const state = worst((chosen.length > 0 ? chosen : open).map((one) => one.state));
    const before = segments.at(-1);
    if (before && before.to === from && before.state === state && before.chosen === chosen.length > 0) before.to = to;
    else segments.push({ from, to, state, chosen: chosen.length > 0 });
  }
  return segments;
}

function worst(states: readonly State[]): State {
  return ATTENTION.find((state) => states.includes(state)) ?? "mentioned";
}
