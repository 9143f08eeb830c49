// All documents of the project: what each is taken for, what it shows of what is expected, and what is reported of it.
import { computed } from "@preact/signals";
import { useState } from "preact/hooks";
import { Button, IconButton } from "../../../parts/Button";
import { EmptyState } from "../../../parts/EmptyState";
import { Select } from "../../../parts/Field";
import { Progress } from "../../../parts/Progress";
import { SearchField } from "../../../parts/SearchField";
import { route, setParams } from "../../../shell/route";
import { analysing, check, scans } from "../../../state/live";
import { project } from "../../../state/undo";
import { t } from "../../../texts";
import { removeDocuments } from "../actions";
import { AddButtons, ExampleButton } from "../add/AddButtons";
import { IntakeProgress, NotRead, PandocHint } from "../add/IntakeReport";
import { progress } from "../add/intake";
import { kindTitle } from "../kinds";
import { DocumentRow } from "./DocumentRow";
import { RenameDialog } from "./RenameDialog";
import { filterRows, rowsOf, sortRows, type Order, type SortKey } from "./rows";

const KEYS: readonly SortKey[] = ["path", "kind", "topics", "blanks", "findings"];
/** Rows that are drawn at once. */
const PAGE = 60;

const rows = computed(() => rowsOf(project.value, check.value, scans.value));
const order = computed<Order>(() => {
  const { sort = "", down } = route.value.params;
  return { by: KEYS.find((key) => key === sort) ?? "path", down: down !== undefined };
});
const wanted = computed(() => sortRows(filterRows(rows.value, route.value.params.q ?? "", kindTitle), order.value, kindTitle));

export function DocumentList() {
  const some = project.value.documents.length > 0;
  return (
    <>
      <h1>{t.documents.title}</h1>
      <p class="lead">{t.documents.lead}</p>
      {some && <AddButtons first={false} />}
      <div class="intake">
        <IntakeProgress />
        <Opening />
        <NotRead />
      </div>
      {some ? <Listed /> : !progress.value && <Nothing />}
    </>
  );
}

/** A project that was opened again is read again. */
function Opening() {
  const now = analysing.value;
  return now && !progress.value ? <Progress label={t.documents.add.analysing} done={now.done} total={now.total} /> : null;
}

function Nothing() {
  return (
    <>
      <EmptyState title={t.documents.empty.title} actions={<AddButtons first />}>
        {t.documents.empty.text}
      </EmptyState>
      <div class="empty-more">
        <p>{t.documents.empty.exampleHint}</p>
        <p><ExampleButton /></p>
        <p class="small soft">{t.documents.empty.formats}</p>
        <PandocHint />
      </div>
    </>
  );
}

function Listed() {
  const [limit, setLimit] = useState(PAGE);
  const [renaming, setRenaming] = useState<string | undefined>(undefined);
  const { q = "" } = route.value.params;
  const all = project.value.documents.length;
  const found = wanted.value;
  const rest = found.length - limit;
  return (
    <>
      <div class="doc-tools">
        <SearchField label={t.documents.list.filter} value={q} onInput={(value) => setParams({ q: value || undefined })} />
        <SortSelect />
        <p class="soft" role="status">{t.documents.list.count(found.length, all)}</p>
        <Button tone="quiet" icon="remove" onClick={() => removeDocuments(project.peek().documents.map(({ path }) => path))}>{t.documents.list.removeAll}</Button>
      </div>
      {found.length === 0 ? (
        <p>{t.documents.list.none}</p>
      ) : (
        <table class="docs" role="table">
          <caption class="unseen">{t.documents.list.caption}</caption>
          <thead role="rowgroup">
            <tr role="row">
              {KEYS.map((key) => <SortHeader key={key} by={key} />)}
              <td role="cell" />
            </tr>
          </thead>
          <tbody role="rowgroup">
            {found.slice(0, limit).map((row) => <DocumentRow key={row.path} row={row} onRename={setRenaming} />)}
          </tbody>
        </table>
      )}
      {rest > 0 && <Button onClick={() => setLimit(limit + PAGE)}>{t.documents.list.more(Math.min(rest, PAGE))}</Button>}
      {renaming !== undefined && <RenameDialog path={renaming} onClose={() => setRenaming(undefined)} />}
    </>
  );
}

/** Figures begin with the most. */
function sortBy(by: SortKey): void {
  const { value: now } = order;
  const down = now.by === by ? !now.down : by === "blanks" || by === "findings";
  setParams({ sort: by === "path" ? undefined : by, down: down ? "1" : undefined });
}

function SortHeader({ by }: { by: SortKey }) {
  const { by: now, down } = order.value;
  const sorted = now === by;
  return (
    <th scope="col" role="columnheader" class={`head-${by}`} aria-sort={sorted ? (down ? "descending" : "ascending") : undefined}>
      <button type="button" class="sort" title={by === "blanks" ? t.documents.list.blanksHint : undefined} onClick={() => sortBy(by)}>
        {t.documents.list.column[by]}
        <span aria-hidden="true">{sorted ? (down ? "↓" : "↑") : ""}</span>
      </button>
    </th>
  );
}

/** The same where the head of the table is not shown. */
function SortSelect() {
  const { by, down } = order.value;
  return (
    <div class="sort-select">
      <Select label={t.documents.list.sortBy} quiet value={by} options={KEYS.map((key) => ({ value: key, label: t.documents.list.column[key] }))} onChange={sortBy} />
      <IconButton icon={down ? "down" : "up"} label={`${t.documents.list.order}: ${down ? t.documents.list.descending : t.documents.list.ascending}`} onClick={() => sortBy(by)} />
    </div>
  );
}
