// Where the visitor is, kept behind the `#` of the address: `#/checklist?framework=imdrf-n60`, `#/documents/plans/risk.md`.
import { signal } from "@preact/signals";

export const PLACES = ["device", "checklist", "documents", "report", "projects"] as const;
export type PlaceName = (typeof PLACES)[number];

export interface Route {
  place: PlaceName;
  /** What follows the place, e.g. the path of a document; empty when nothing does. */
  rest: string;
  params: Readonly<Record<string, string>>;
}

export function parseRoute(hash: string): Route {
  const [path = "", query = ""] = split(hash.replace(/^#\/?/, ""), "?");
  const [name, rest] = split(path, "/");
  const place = PLACES.find((known) => known === name);
  if (!place) return { place: "device", rest: "", params: {} };
  return { place, rest: rest.split("/").map(decode).join("/"), params: Object.fromEntries(new URLSearchParams(query)) };
}

/** Address of a place, for links. Parameters without a value are left out. */
export function href(place: PlaceName, rest = "", params: Record<string, string | undefined> = {}): string {
  const path = rest === "" ? "" : `/${rest.split("/").map(encodeURIComponent).join("/")}`;
  const given = Object.entries(params).filter((pair): pair is [string, string] => Boolean(pair[1]));
  const query = new URLSearchParams(given).toString();
  return `#/${place}${path}${query && `?${query}`}`;
}

export const route = signal<Route>(parseRoute(globalThis.location?.hash ?? ""));

/** Goes to a place, as a click on a link does. */
export function go(...to: Parameters<typeof href>): void {
  location.hash = href(...to);
}

/** Shows another place instead of the present one, without a step in the history. */
export function replace(...to: Parameters<typeof href>): void {
  history.replaceState(history.state, "", href(...to));
  route.value = parseRoute(location.hash);
}

/** Changes parameters of the present place (filters), without a step in the history. `undefined` takes one away. */
export function setParams(changes: Record<string, string | undefined>): void {
  const { place, rest, params } = route.peek();
  replace(place, rest, { ...params, ...changes });
}

export function followAddress(): void {
  addEventListener("hashchange", () => {
    // Links to headings within a place (`#content`) are no places.
    if (location.hash.startsWith("#/") || location.hash === "") route.value = parseRoute(location.hash);
  });
}

function split(text: string, at: string): [string, string] {
  const index = text.indexOf(at);
  return index < 0 ? [text, ""] : [text.slice(0, index), text.slice(index + 1)];
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
