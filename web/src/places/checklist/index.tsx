// The place where a visitor goes through the requirements. On wide screens the details stand beside the list.
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { t } from "../../texts";
import { catalogue } from "../../state/live";
import { Details } from "./Details";
import { FilterBar } from "./FilterBar";
import { Groups } from "./Groups";
import { Overview } from "./Overview";
import { groups, isUnfolded, openRow, openedIn } from "./state";
import "./checklist.css";

const WIDE = "(min-width: 64rem)";

export default function Checklist() {
  const wide = useWide();
  const row = openRow.value;
  useEffect(() => {
    if (!row) return;
    const title = document.getElementById("check-details-title");
    // The details at the side are far from the list in the order of tabs; those in place follow their row.
    if (wide || openedIn.value === undefined) title?.focus({ preventScroll: wide });
  }, [row?.id, wide]);
  const listed = row && groups.value.some(({ id, rows }) => (isUnfolded(id) || id === openedIn.value) && rows.some((one) => one.id === row.id));
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
              {row && !wide && !listed && <Details key={row.id} row={row} />}
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
