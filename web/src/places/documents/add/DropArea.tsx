// Files can be dropped anywhere while this place is open; the whole page says so while something is dragged over it.
import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Icon } from "../../../parts/icons";
import { t } from "../../../texts";
import { fromDrop } from "./collect";
import { progress, take } from "./intake";

export function DropArea({ children }: { children: ComponentChildren }) {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;
    const drag = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      // Towards another element there is one; out of the window there is none.
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent) => {
      if (!hasFiles(event) || !event.dataTransfer) return;
      event.preventDefault();
      setOver(false);
      if (!progress.peek()) void take(fromDrop(event.dataTransfer));
    };
    addEventListener("dragover", drag);
    addEventListener("dragleave", leave);
    addEventListener("drop", drop);
    return () => {
      removeEventListener("dragover", drag);
      removeEventListener("dragleave", leave);
      removeEventListener("drop", drop);
    };
  }, []);
  return (
    <>
      {children}
      {over && (
        <div class="drop-here" aria-hidden="true">
          <p>
            <Icon name="upload" size="2rem" />
            {t.documents.add.drop}
          </p>
        </div>
      )}
    </>
  );
}
