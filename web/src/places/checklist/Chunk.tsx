// A part of a group. Far from the view only its height is kept: a thousand requirements stay fluid that way.
import { signal } from "@preact/signals";
import { useEffect, useRef, useState } from "preact/hooks";
import { RowView } from "./RowView";
import type { Row } from "./rows";

const MARGIN = "1200px";
/** Until it was seen: about what a requirement takes, in rem. */
const ROW = 3.4;

// Paper shows everything.
const printing = signal(false);
globalThis.addEventListener?.("beforeprint", () => (printing.value = true));
globalThis.addEventListener?.("afterprint", () => (printing.value = false));

const watched = new Map<Element, (near: boolean) => void>();
let observer: IntersectionObserver | undefined;

function watch(element: Element, tell: (near: boolean) => void): () => void {
  observer ??= new IntersectionObserver(
    (entries) => entries.forEach(({ target, isIntersecting }) => watched.get(target)?.(isIntersecting)),
    { rootMargin: MARGIN },
  );
  watched.set(element, tell);
  observer.observe(element);
  return () => {
    watched.delete(element);
    observer?.unobserve(element);
  };
}

interface Props {
  group: string;
  rows: readonly Row[];
  openHere: string | undefined;
  inPlace: boolean;
}

export function Chunk({ group, rows, openHere, inPlace }: Props) {
  const root = useRef<HTMLUListElement>(null);
  const [near, setNear] = useState(false);
  const height = useRef<number | undefined>(undefined);
  useEffect(() => {
    const element = root.current!;
    return watch(element, (isNear) => {
      // What has the focus stays, or the keyboard would lose its place.
      if (!isNear && element.contains(document.activeElement)) return;
      if (!isNear) height.current = element.offsetHeight;
      setNear(isNear);
    });
  }, []);
  const holdsOpen = openHere !== undefined && rows.some(({ id }) => id === openHere);
  const full = near || holdsOpen || printing.value;
  const size = height.current ? `${height.current}px` : `${rows.length * ROW}rem`;
  return (
    <ul ref={root} class="plain check-rows" style={full ? { blockSize: "" } : { blockSize: size }}>
      {full && rows.map((row) => <RowView key={row.id} row={row} group={group} open={row.id === openHere} inPlace={inPlace} />)}
    </ul>
  );
}
