// What to write next and where: by urgency, or collected for each document.
import { useMemo, useState } from "preact/hooks";
import type { Catalogue, Check } from "../../engine/types";
import { Button } from "../../parts/Button";
import { Segmented } from "../../parts/Segmented";
import { t } from "../../texts";
import { GapView, PlaceName } from "./GapView";
import { byPlace, gapsOf } from "./gaps";
import { printing } from "./printing";

const FIRST = 8;
type Order = "urgency" | "place";

export function Gaps({ check, catalogue }: { check: Check; catalogue: Catalogue }) {
  const [order, setOrder] = useState<Order>("urgency");
  const [all, setAll] = useState(false);
  const gaps = useMemo(() => gapsOf(check, catalogue), [check, catalogue]);
  const words = t.report.gaps;
  const shown = all || printing.value ? gaps : gaps.slice(0, FIRST);
  const orders = (["urgency", "place"] as const).map((value) => ({ value, label: words.orders[value] }));
  if (check.coverage.total.applicable === 0) return null;
  return (
    <section>
      <h2>{words.title}</h2>
      {gaps.length === 0 && <p>{words.none}</p>}
      {gaps.length > 0 && (
        <div class="report-head">
          <p>{words.lead(gaps.length)}</p>
          <div class="no-print">
            <Segmented<Order> label={words.order} value={order} options={orders} onChange={setOrder} />
          </div>
        </div>
      )}
      {order === "urgency" && <ol class="plain report-gaps">{shown.map((gap) => <GapView key={gap.topic.id} gap={gap} withPlace />)}</ol>}
      {order === "urgency" && shown.length < gaps.length && <Button onClick={() => setAll(true)}>{words.showAll(gaps.length)}</Button>}
      {order === "place" && byPlace(gaps).map((group, index) => <Group key={index} {...group} />)}
    </section>
  );
}

function Group({ place, gaps }: ReturnType<typeof byPlace>[number]) {
  return (
    <details class="gap-group" open={printing.value}>
      <summary>
        <h3><PlaceName place={place} plain /></h3> <span class="soft small">{t.report.gaps.open(gaps.length)}</span>
      </summary>
      <ol class="plain report-gaps">{gaps.map((gap) => <GapView key={gap.topic.id} gap={gap} withPlace={false} />)}</ol>
    </details>
  );
}
