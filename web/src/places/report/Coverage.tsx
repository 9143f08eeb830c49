// How much of each framework is met, as bars and by stage of the life cycle as a map.
import type { Catalogue, Check, Counts } from "../../engine/types";
import { Bar } from "../../parts/Bar";
import { HeatMap, type HeatCell } from "../../parts/HeatMap";
import { t } from "../../texts";
import { toChecklist } from "./links";
import { groupsOf, heatOf, shareOf } from "./model";
import { shortName } from "../../texts/frameworks";

export function Coverage({ check, catalogue }: { check: Check; catalogue: Catalogue }) {
  const words = t.report.coverage;
  const { stages, rows } = heatOf(check, catalogue.words.stages.map(({ id }) => id));
  if (rows.length === 0) return null;
  const counts = new Map(check.coverage.frameworks.map((one) => [one.framework, one.counts]));
  const titles = new Map(catalogue.frameworks.map(({ id, title }) => [id, title]));
  const cell = (framework: string, stage: string, of: Counts, link: string): HeatCell => ({
    share: shareOf(of),
    title: words.square(shortName(framework), stage, groupsOf(of).met, of.applicable),
    href: link,
  });
  return (
    <section>
      <h2>{words.title}</h2>
      <h3>{words.byFramework}</h3>
      <ul class="plain report-bars">
        {rows.map(({ framework }) => (
          <li key={framework}>
            <a href={toChecklist({ framework })} title={titles.get(framework)}>{shortName(framework)}</a>
            <Bar label={shortName(framework)} counts={counts.get(framework)!} />
            <span class="small">{words.met(groupsOf(counts.get(framework)!).met, counts.get(framework)!.applicable)}</span>
          </li>
        ))}
      </ul>
      <h3>{words.byStage}</h3>
      <p class="soft small">{words.hint}</p>
      <HeatMap
        caption={words.caption}
        corner={words.corner}
        columns={[...stages.map((id) => ({ id: id as string, label: t.words.stage[id] })), { id: "all", label: words.all }]}
        rows={rows.map(({ framework, squares }) => ({
          id: framework,
          label: shortName(framework),
          cells: {
            ...Object.fromEntries(squares.map(({ stage, counts: of }) => [stage, cell(framework, t.words.stage[stage], of, toChecklist({ framework, stage }))])),
            all: cell(framework, words.all, counts.get(framework)!, toChecklist({ framework })),
          },
        }))}
      />
    </section>
  );
}
