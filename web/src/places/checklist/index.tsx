// The place where a visitor goes through the requirements. On wide screens the details stand beside the list.
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { t } from "../../texts";
import { catalogue } from "../../state/live";
import { Details } from "./Details";
import { FilterBar } from "./FilterBar";
import { Groups } from "./Groups";
import { Overview } from "./Overview";
import { isListed, openedIn, openRow } from "./state";
import "./checklist.css";

const WIDE = "(min-width: 64rem)";

export default function Checklist() {
  const wide = useWide();
  const row = openRow.value;
  useEffect(() => {
    if (!row) return;
    // The details at the side are far from the list in the order of tabs; those in place follow their row.
    if (!wide && openedIn.peek() !== undefined) return;
    // Later, because a place that was just opened first has the focus on its heading.
    const frame = requestAnimationFrame(() => document.getElementById("check-details-title")?.focus({ preventScroll: wide }));
    return () => cancelAnimationFrame(frame);
  }, [row?.id, wide]);
  return (
    <>
      <h1>{t.checklist.title}</h1>
      <p class="lead">{t.checklist.lead}</p>
      {catalogue.value ? (
        <>
          <Overview />
          <FilterBar />
          <div class={row && wide ? "check-body beside" : "check-body"}>
            <section class="check-list" aria-labelledby="check-list">
              <h2 id="check-list" class="unseen">{t.checklist.list}</h2>
              {row && !wide && !isListed.value && <Details key={row.id} row={row} />}
              <Groups inPlace={!wide} />
            </section>
            {row && wide && (
              <aside class="check-side" aria-labelledby="check-details-title">
                <Details key={row.id} row={row} />
              </aside>
            )}
          </div>
          <p class="small soft">{t.checklist.english}</p>
        </>
      ) : (
        <p class="soft">{t.checklist.loading}</p>
      )}
    </>
  );
}

function useWide(): boolean {
  const wide = useSignal(matchMedia(WIDE).matches);
  useEffect(() => {
    const media = matchMedia(WIDE);
    const follow = () => (wide.value = media.matches);
    media.addEventListener("change", follow);
    return () => media.removeEventListener("change", follow);
  }, []);
  return wide.value;
}
