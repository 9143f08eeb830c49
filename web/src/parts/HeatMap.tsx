// Shares in two directions, e.g. framework by stage: a real table whose cells are coloured. The figure is in the cell.
import type { ComponentChildren } from "preact";
import { t } from "../texts";
import "./heatmap.css";

export interface HeatCell {
  /** 0 to 1. */
  share: number;
  /** What stands in the cell; the share in percent without it. */
  text?: string;
  /** The whole of it in words, for the tooltip and screen readers: "12 of 20 met". */
  title: string;
  href?: string;
}

interface Props {
  caption: string;
  /** What the rows are, for the corner. */
  corner: string;
  columns: readonly { id: string; label: ComponentChildren }[];
  rows: readonly { id: string; label: ComponentChildren; cells: Readonly<Record<string, HeatCell | undefined>> }[];
}

export function HeatMap({ caption, corner, columns, rows }: Props) {
  return (
    <div class="heat-scroll" tabIndex={0} role="region" aria-label={caption}>
      <table class="heat">
        <caption class="unseen">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{corner}</th>
            {columns.map(({ id, label }) => <th key={id} scope="col">{label}</th>)}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">{row.label}</th>
              {columns.map(({ id }) => <Cell key={id} cell={row.cells[id]} />)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cell({ cell }: { cell: HeatCell | undefined }) {
  if (!cell) return <td class="heat-none"><span aria-hidden="true">·</span></td>;
  const text = cell.text ?? t.format.percent(cell.share);
  const inside = <><span aria-hidden="true">{text}</span><span class="unseen">{cell.title}</span></>;
  // Five steps: more cannot be told apart. Only all of it is the darkest.
  const step = cell.share >= 1 ? 5 : Math.min(4, Math.floor(cell.share * 5));
  return (
    <td class={`heat-cell heat-${step}`} title={cell.title}>
      {cell.href ? <a href={cell.href}>{inside}</a> : inside}
    </td>
  );
}
