// Two assessments beside each other. Choosing them changes nothing in the project.
import { useMemo, useState } from "preact/hooks";
import { IconButton } from "../../parts/Button";
import { EmptyState } from "../../parts/EmptyState";
import { Select } from "../../parts/Field";
import { FileButton } from "../../parts/FileButton";
import { t } from "../../texts";
import { Changes } from "./Changes";
import { compareChecks } from "./compare";
import { OPEN, openAssessment, sourceOptions, useAssessment } from "./sources";

export function Compare() {
  const words = t.report.compare;
  const [before, setBefore] = useState("");
  const [after, setAfter] = useState(OPEN);
  const older = useAssessment(before);
  const newer = useAssessment(after);
  const options = sourceOptions();
  const labelOf = (source: string) => options.find(({ value }) => value === source)?.label ?? "";
  const comparison = useMemo(
    () => (older.check && newer.check && older.check !== newer.check ? compareChecks(older.check, newer.check) : undefined),
    [older.check, newer.check],
  );
  const addFile = async ([file]: File[]) => {
    const id = file && (await openAssessment(file));
    if (id) setBefore(id);
  };
  const swap = () => {
    setBefore(after);
    setAfter(before);
  };
  return (
    <>
      <div class="no-print">
        <p>{words.lead}</p>
        <div class="compare-choice">
          <Select label={words.before} value={before} options={[{ value: "", label: words.choose }, ...options.filter(({ value }) => value !== after)]} onChange={setBefore} />
          <IconButton icon="swap" label={words.swap} disabled={before === ""} onClick={swap} />
          <Select label={words.after} value={after} options={options.filter(({ value }) => value !== before)} onChange={setAfter} />
        </div>
        <div class="compare-file">
          <FileButton accept=".json,application/json" onFiles={(chosen) => void addFile(chosen)}>{words.addFile}</FileButton>
          <p class="soft small">{words.fileHint}</p>
        </div>
      </div>
      {before === "" && <EmptyState title={words.empty}>{words.emptyText}</EmptyState>}
      {(older.working || newer.working) && <p class="soft" role="status">{words.working}</p>}
      {comparison && <Changes comparison={comparison} before={labelOf(before)} after={labelOf(after)} />}
    </>
  );
}
