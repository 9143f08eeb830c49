// Brings an entry of the panel into view without moving the page: the text beside it must stay where it is.
import { useEffect, useRef } from "preact/hooks";

/** For an entry that may be far up or down in the panel when it opens. */
export function useReveal(open: boolean) {
  const entry = useRef<HTMLLIElement>(null);
  useEffect(() => {
    const panel = entry.current?.closest(".doc-panel");
    if (!open || !entry.current || !panel) return;
    const inside = entry.current.getBoundingClientRect();
    const around = panel.getBoundingClientRect();
    // Below what stays at the top of the panel.
    const top = inside.top - around.top - 64;
    if (top < 0 || inside.height > around.height) panel.scrollTop += top;
    else if (inside.bottom > around.bottom) panel.scrollTop += Math.min(top, inside.bottom - around.bottom + 8);
  }, [open]);
  return entry;
}
