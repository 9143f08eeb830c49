// The list: groups that open and close, each with how it stands.
import { Fragment } from "preact";
import { useId } from "preact/hooks";
import { Bar } from "../../parts/Bar";
import { EmptyState } from "../../parts/EmptyState";
import { Icon } from "../../parts/icons";
import { t } from "../../texts";
import { Chunk } from "./Chunk";
import { clauses, type Group } from "./groups";
import { count, isHidden, isOpen } from "./rows";
import { groups, isUnfolded, openedIn, openId, unfold } from "./state";

const CHUNK = 12;

export function Groups({ inPlace }: { inPlace: boolean }) {
  const all = groups.value;
  if (all.length === 0) return <EmptyState title={t.checklist.filter.none}>{t.checklist.filter.noneText}</EmptyState>;
  // A requirement can be in several groups; its details are shown in one of them.
  const holders = all.filter(({ rows }) => rows.some((row) => row.id === openId.value));
  const home = holders.find(({ id }) => id === openedIn.value) ?? holders.find(({ id }) => isUnfolded(id));
  return (
    <div onKeyDown={moveBetweenRows}>
      {all.map((group, at) => (
        <Fragment key={group.id}>
          {group.above && group.above !== all[at - 1]?.above && <h3 class="check-above" lang="en">{group.above}</h3>}
          <GroupView group={group} openHere={group === home ? openId.value : undefined} inPlace={inPlace} />
        </Fragment>
      ))}
    </div>
  );
}

interface Props {
  group: Group;
  /** The requirement whose details are shown and that was opened in this group. */
  openHere: string | undefined;
  inPlace: boolean;
}

function GroupView({ group, openHere, inPlace }: Props) {
  const body = useId();
  const unfolded = isUnfolded(group.id);
  const rows = group.rows.filter((row) => !isHidden(row));
  const open = rows.filter(isOpen).length;
  const title = group.stage ? t.words.stage[group.stage] : group.title || t.checklist.ungrouped;
  const numbers = group.id.includes("/") ? clauses(group.rows) : "";
  const chunks = Array.from({ length: Math.ceil(group.rows.length / CHUNK) }, (_, at) => group.rows.slice(at * CHUNK, (at + 1) * CHUNK));
  const Heading = group.above ? "h4" : "h3";
  return (
    <section class="check-group">
      <Heading>
        <button type="button" aria-expanded={unfolded} aria-controls={body} onClick={() => unfold([group.id], !unfolded)}>
          <Icon name={unfolded ? "down" : "right"} size="1.1em" />
          <span class="check-group-title" lang={group.stage || !group.title ? undefined : "en"}>{title}</span>
          {numbers && <span class="small soft check-group-clauses">{numbers}</span>}
          <span class="small soft check-group-count">{rows.length > 0 ? t.checklist.groupCount(open, rows.length) : t.checklist.groupHidden(group.rows.length)}</span>
        </button>
      </Heading>
      {rows.length > 0 ? <Bar label={title} counts={count(rows)} /> : <span />}
      <div id={body} hidden={!unfolded}>
        {unfolded && chunks.map((part, at) => <Chunk key={at} group={group.id} rows={part} openHere={openHere} inPlace={inPlace} />)}
      </div>
    </section>
  );
}

/** Arrow keys go from one requirement or group to the next; Tab does so, too. */
function moveBetweenRows(event: KeyboardEvent & { currentTarget: HTMLElement }): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const from = event.target instanceof HTMLElement && event.target.closest<HTMLElement>(".check-row, .check-group :is(h3, h4) button");
  if (!step || !from || event.altKey || event.ctrlKey || event.metaKey) return;
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>(".check-row, .check-group :is(h3, h4) button")];
  const to = all[all.indexOf(from) + step];
  if (!to) return;
  event.preventDefault();
  to.focus();
}
