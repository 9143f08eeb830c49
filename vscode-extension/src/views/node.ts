// A line of a view, as plain data: what it says and what it leads to.
import type { Place } from "../model/words";
import type { Sign } from "./signs";

export type Target =
  | { kind: "requirement"; folder: string; id: string }
  | { kind: "topic"; folder: string; id: string; document: string | null }
  | { kind: "document"; folder: string; path: string }
  | { kind: "place"; folder: string; place: Place; topic: string }
  | { kind: "new-document"; folder: string; documentKind: string }
  | { kind: "initialise"; folder: string };

/** What the context menu offers. */
export type Offer = "placed" | "writable" | "explained" | "waivable";

export interface Node {
  /** Stays the same while the tree is rebuilt, so that what is unfolded stays unfolded. */
  id: string;
  label: string;
  description?: string;
  sign?: Sign;
  /** Plain text; requirements and topics get a richer one when it is asked for. */
  tooltip?: string;
  target?: Target;
  offers?: Offer[];
  children?: Node[];
  unfolded?: boolean;
  /** For screen readers, which do not see the sign. */
  spoken?: string;
}
