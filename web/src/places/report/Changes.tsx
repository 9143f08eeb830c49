// What changed between two assessments: in figures for each framework, then requirement by requirement.
import { useState } from "preact/hooks";
import { Button } from "../../parts/Button";
import { StatusSign } from "../../parts/StatusSign";
import { t } from "../../texts";
import { CHANGES, type Change, type ChangeKind, type Comparison } from "./compare";
import { toRequirement } from "./links";
import { shortName } from "../../texts/frameworks";
import { printing } from "./printing";

const FIRST = 25;
/** Those in which a standing is better or worse are read first. */
const OPEN_AT_FIRST: readonly ChangeKind[] = ["worse", "better"];

export function Changes({ comparison, before, after }: { comparison: Comparison; before: string; after: string }) {
  const words = t.report.compare;
  const used = CHANGES.filter((kind) => comparison.total[kind] > 0);
  return (
    <section>
      <h2>{words.summary(before, after)}</h2>
      {comparison.otherCatalogue && <p>{words.catalogues}</p>}
      {comparison.onlyOnce.length > 0 && <p>{words.frameworks(comparison.onlyOnce.map(shortName))}</p>}
      {used.length === 0 ? <p>{words.same}</p> : <Figures comparison={comparison} />}
      {used.map((kind) => <Group key={kind} kind={kind} changes={comparison.changes.filter((change) => change.kind === kind)} />)}
    </section>
  );
}

function Figures({ comparison: { frameworks, total, met } }: { comparison: Comparison }) {
  const words = t.report.compare;
  const rows = [...frameworks.map((row) => ({ ...row, name: shortName(row.framework) })), { name: words.total, counts: total, met }];
  return (
    <div class="heat-scroll" tabIndex={0} role="region" aria-label={words.change}>
      <table class="compare-figures">
        <thead>
          <tr>
            <th scope="col">{words.framework}</th>
            <th scope="col" class="figure">{words.met}</th>
            {CHANGES.map((kind) => <th key={kind} scope="col" class="figure">{words.kinds[kind]}</th>)}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.name}>
              <th scope="row">{row.name}</th>
              <td class="figure">
                {t.format.number(row.met[0])} → {t.format.number(row.met[1])}
              </td>
              {CHANGES.map((kind) => (
                <td key={kind} class={row.counts[kind] === 0 ? "figure soft" : "figure"}>{t.format.number(row.counts[kind])}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Group({ kind, changes }: { kind: ChangeKind; changes: readonly Change[] }) {
  const words = t.report.compare;
  const [open, setOpen] = useState(OPEN_AT_FIRST.includes(kind));
  const [all, setAll] = useState(false);
  const visible = open || printing.value;
  const shown = all || printing.value ? changes : changes.slice(0, FIRST);
  return (
    <details class="report-finding-group" open={visible} onToggle={(event) => !printing.peek() && setOpen(event.currentTarget.open)}>
      <summary>
        <h3>{words.kinds[kind]}</h3> <span class="soft">{t.format.number(changes.length)}</span>
      </summary>
      {visible && (
        <>
          <p class="soft small">{words.hints[kind]}</p>
          <ul class="plain">{shown.map((change) => <ChangeView key={change.requirement.id} change={change} />)}</ul>
          {shown.length < changes.length && <Button onClick={() => setAll(true)}>{words.showAll(changes.length)}</Button>}
        </>
      )}
    </details>
  );
}

function ChangeView({ change: { requirement, before, after, kind, evidenceBefore, evidenceAfter } }: { change: Change }) {
  const words = t.report.compare;
  return (
    <li class="report-change">
      <p>
        <a href={toRequirement(requirement.id)}>{requirement.id}</a> <span lang="en">{requirement.title}</span>
      </p>
      <p class="row small">
        {before && kind !== "applies" && <StatusSign status={before} />}
        {kind !== "applies" && kind !== "no-longer" && kind !== "evidence" && <span class="soft" aria-label={words.after}>→</span>}
        {after && kind !== "no-longer" && kind !== "evidence" && <StatusSign status={after} />}
      </p>
      {evidenceBefore.join() !== evidenceAfter.join() && (
        <ul class="plain small soft">
          {evidenceBefore.length > 0 && kind !== "applies" && <li>{words.from(evidenceBefore.join("; "))}</li>}
          {evidenceAfter.length > 0 && kind !== "no-longer" && <li>{words.to(evidenceAfter.join("; "))}</li>}
        </ul>
      )}
    </li>
  );
}
