// A requirement in one line. Opens its details: beneath it on narrow screens, at the side on wide ones.
import { Fragment } from "preact";
import { StatusSign } from "../../parts/StatusSign";
import { href } from "../../shell/route";
import { t } from "../../texts";
import { Details } from "./Details";
import { Marked } from "./Marked";
import { isHidden, type Row } from "./rows";
import { openRequirement } from "./state";
import { factName } from "./words";

interface Props {
  row: Row;
  group: string;
  open: boolean;
  inPlace: boolean;
}

export function RowView({ row, group, open, inPlace }: Props) {
  const { id, requirement } = row;
  return (
    <li>
      <button
        class={open ? "check-row chosen" : "check-row"}
        type="button"
        data-row={id}
        aria-expanded={open}
        aria-controls={open ? "check-details" : undefined}
        onClick={() => openRequirement(open ? undefined : id, group)}
      >
        {row.status ? <StatusSign status={row.status} compact /> : <span class="check-nosign" aria-hidden="true" />}
        <span class="check-title"><Marked text={requirement.title} /></span>
        {row.decided && <span class="small check-mine">{t.checklist.decided}</span>}
        <span class="small soft check-clause"><Marked text={requirement.clause} /></span>
        <span class="small soft check-id"><Marked text={id} /></span>
      </button>
      {isHidden(row) && (
        <p class="small soft check-because">
          {t.checklist.hiddenBecause}{" "}
          {row.applies.because.map((fact, at) => (
            <Fragment key={fact}>
              {at > 0 && ", "}
              <a href={href("device", "", { fact })}>{t.checklist.factIs(factName(fact), t.checklist.no)}</a>
            </Fragment>
          ))}
        </p>
      )}
      {open && inPlace && <Details key={id} row={row} />}
    </li>
  );
}
