// How far the whole of it is: one bar, one for each source, and a table of sources and stages.
import { useComputed } from "@preact/signals";
import type { Stage } from "../../engine/types";
import { Bar } from "../../parts/Bar";
import { Disclosure } from "../../parts/Disclosure";
import { HeatMap, type HeatCell } from "../../parts/HeatMap";
import { href } from "../../shell/route";
import { catalogue } from "../../state/live";
import { t } from "../../texts";
import { count, type Row, type StatusCounts } from "./rows";
import { applicable } from "./state";
import { shortName } from "../../texts/frameworks";

export function Overview() {
  const total = useComputed(() => count(applicable.value));
  const words = t.checklist.overview;
  const frameworks = (catalogue.value?.frameworks ?? []).map((framework) => ({
    framework,
    rows: applicable.value.filter(({ requirement }) => requirement.framework === framework.id),
  }));
  const used = frameworks.filter(({ rows }) => rows.length > 0);
  return (
    <section class="check-overview" aria-labelledby="check-overview">
      <h2 id="check-overview" class="unseen">{words.title}</h2>
      <p class="check-total">{words.done(met(total.value), applicable.value.length)}</p>
      <Bar label={words.all} counts={total.value} legend />
      <h3 class="unseen">{words.frameworks}</h3>
      <ul class="plain check-sources">
        {used.map(({ framework, rows }) => {
          const counts = count(rows);
          return (
            <li key={framework.id}>
              <a href={href("checklist", "", { framework: framework.id })} title={framework.title} lang="en">{shortName(framework.id)}</a>
              <span class="small soft">{words.done(met(counts), rows.length)}</span>
              <Bar label={shortName(framework.id)} counts={counts} />
            </li>
          );
        })}
      </ul>
      <Disclosure summary={words.table}>
        <Table all={used} />
      </Disclosure>
    </section>
  );
}

function Table({ all }: { all: readonly { framework: { id: string; title: string }; rows: readonly Row[] }[] }) {
  const words = t.checklist.overview;
  const stages = (catalogue.value?.words.stages ?? []).map(({ id }) => id);
  const cell = (framework: string, stage: Stage, rows: readonly Row[]): HeatCell | undefined => {
    const here = rows.filter(({ requirement }) => requirement.stage === stage);
    if (here.length === 0) return undefined;
    const done = met(count(here));
    return { share: done / here.length, title: words.cell(done, here.length), href: href("checklist", "", { framework, stage }) };
  };
  return (
    <HeatMap
      caption={words.table}
      corner={words.corner}
      columns={stages.map((id) => ({ id, label: t.words.stage[id] }))}
      rows={all.map(({ framework, rows }) => ({
        id: framework.id,
        label: <span lang="en">{shortName(framework.id)}</span>,
        cells: Object.fromEntries(stages.map((stage) => [stage, cell(framework.id, stage, rows)])),
      }))}
    />
  );
}

function met(counts: StatusCounts): number {
  return (counts.met ?? 0) + (counts.justified ?? 0);
}
