// Search, order and filters. All of it is in the address, so that a view can be linked.
import { useSignal } from "@preact/signals";
import { Button } from "../../parts/Button";
import { Icon } from "../../parts/icons";
import { SearchField } from "../../parts/SearchField";
import { Segmented } from "../../parts/Segmented";
import { Select } from "../../parts/Field";
import { setParams } from "../../shell/route";
import { catalogue } from "../../state/live";
import { t } from "../../texts";
import { GROUPINGS, LISTS, noFilters, SWITCHES } from "./filters";
import { filterable, filters, groups, isUnfolded, query, search, shown, unfold } from "./state";
import { optionsOf } from "./words";

const OFFERED = ["framework", "status", "level", "strength", "stage"] as const;

export function FilterBar() {
  const words = t.checklist.filter;
  const more = useSignal(false);
  const now = filters.value;
  const set = LISTS.reduce((sum, name) => sum + now[name].length, 0) + SWITCHES.filter((name) => now[name]).length;
  const clear = () => {
    search("");
    setParams(noFilters());
  };
  return (
    <div class="check-tools no-print">
      <div class="check-find">
        <SearchField label={t.checklist.search} value={query.value} onInput={search} />
        <button class="button plain" type="button" aria-expanded={more.value} aria-controls="check-filters" onClick={() => (more.value = !more.value)}>
          <Icon name="filter" /> {words.show}{set > 0 && ` (${t.format.number(set)})`}
        </button>
      </div>
      <div id="check-filters" class="check-filters" hidden={!more.value}>
        {more.value && <Filters />}
      </div>
      <Chosen />
      <div class="check-order">
        <Segmented
          label={words.group}
          value={now.group}
          options={GROUPINGS.map((value) => ({ value, label: words.groups[value] }))}
          onChange={(group) => setParams({ group: group === "clause" ? undefined : group })}
        />
        <p class="small soft" role="status">{words.shown(shown.value.length, filterable.value.length)}</p>
        {(set > 0 || query.value) && <Button tone="quiet" onClick={clear}>{words.clear}</Button>}
        <Fold />
      </div>
      {words.twice[now.group] && <p class="small soft">{words.twice[now.group]}</p>}
    </div>
  );
}

function Filters() {
  const words = t.checklist.filter;
  const all = catalogue.value;
  if (!all) return null;
  return (
    <>
      {OFFERED.map((name) => {
        const chosen = filters.value[name];
        return (
          <Select
            key={name}
            label={words.names[name]}
            value={chosen.length === 1 ? chosen[0]! : ""}
            options={[{ value: "", label: words.all }, ...optionsOf(name, all)]}
            onChange={(value) => setParams({ [name]: value || undefined })}
          />
        );
      })}
      <div class="check-switches">
        {SWITCHES.map((name) => (
          <label key={name}>
            <input type="checkbox" checked={filters.value[name]} onChange={(event) => setParams({ [name]: event.currentTarget.checked ? "1" : undefined })} />
            {words[name]}
          </label>
        ))}
      </div>
    </>
  );
}

/** What is filtered, to be taken back one by one. */
function Chosen() {
  const words = t.checklist.filter;
  const all = catalogue.value;
  if (!all) return null;
  const chosen = [
    ...LISTS.flatMap((name) => {
      const options = optionsOf(name, all);
      return filters.value[name].map((value: string) => ({
        name: words.names[name],
        label: options.find((option) => option.value === value)?.label ?? value,
        take: () => setParams({ [name]: filters.value[name].filter((other) => other !== value).join(",") || undefined }),
      }));
    }),
    ...SWITCHES.filter((name) => filters.value[name]).map((name) => ({ name: words.show, label: words[name], take: () => setParams({ [name]: undefined }) })),
  ];
  if (chosen.length === 0) return null;
  return (
    <ul class="plain check-chosen">
      {chosen.map(({ name, label, take }) => (
        <li key={`${name} ${label}`}>
          <button type="button" onClick={take} aria-label={words.take(name, label)} title={words.take(name, label)}>
            {label} <Icon name="close" size="0.9em" />
          </button>
        </li>
      ))}
    </ul>
  );
}

function Fold() {
  const ids = groups.value.map(({ id }) => id);
  const open = ids.length > 0 && ids.every(isUnfolded);
  return (
    <Button tone="quiet" onClick={() => unfold(ids, !open)}>
      {open ? t.checklist.filter.foldAll : t.checklist.filter.unfoldAll}
    </Button>
  );
}
