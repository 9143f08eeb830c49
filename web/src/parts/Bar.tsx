// How many stand how, as one stacked bar. The legend says the same in figures.
import type { Status } from "../engine/types";
import { t } from "../texts";
import { StatusSign, toneOf } from "./StatusSign";
import "./status.css";

interface Props {
  /** What is counted: the name of the picture. */
  label: string;
  counts: Partial<Record<Status, number>>;
  /** Without it the text alternative of the picture has the figures. */
  legend?: boolean;
}

const ORDER: readonly Status[] = [
  "met", "justified", "partly", "elsewhere", "denied-with-reason", "planned", "needs-a-person", "waived", "denied", "placeholder", "missing",
];

export function Bar({ label, counts, legend = false }: Props) {
  const parts = ORDER.map((status) => ({ status, count: counts[status] ?? 0 })).filter(({ count }) => count > 0);
  const total = parts.reduce((sum, { count }) => sum + count, 0);
  const words = parts.map(({ status, count }) => `${t.format.number(count)} ${t.words.status[status]}`).join(", ");
  let at = 0;
  return (
    <div class="bar">
      <svg viewBox={`0 0 ${Math.max(total, 1)} 1`} preserveAspectRatio="none" role="img" aria-label={legend ? label : `${label}: ${words}`}>
        {parts.map(({ status, count }) => {
          const x = at;
          at += count;
          return <rect key={status} class={toneOf(status)} x={x} y="0" width={count} height="1" />;
        })}
      </svg>
      {legend && (
        <ul class="bar-legend">
          {parts.map(({ status, count }) => (
            <li key={status}>
              <b>{t.format.number(count)}</b> <StatusSign status={status} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
