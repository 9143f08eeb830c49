// What a document is taken for: words for it, and the control that changes it.
import { useState } from "preact/hooks";
import type { KindGuess } from "../../engine/types";
import { Select } from "../../parts/Field";
import { catalogue } from "../../state/live";
import { project } from "../../state/undo";
import { t } from "../../texts";
import { setKind } from "./actions";
import { nameOf } from "./add/paths";

const RECOGNISE = "(recognise)";

export function kindTitle(id: string): string {
  return catalogue.value?.kinds.find((kind) => kind.id === id)?.title ?? (id === "other" ? t.documents.kind.other : id);
}

interface Props {
  path: string;
  kind: KindGuess;
  /** Where the column or the surroundings say it. */
  quiet?: boolean;
}

export function KindSelect({ path, kind, quiet = false }: Props) {
  // All options of hundreds of rows would be ten thousand elements: they come when somebody reaches for the control.
  const [near, setNear] = useState(!quiet);
  const fill = () => setNear(true);
  const known = near ? (catalogue.value?.kinds ?? []).map(({ id, title }) => ({ value: id, label: title })) : [];
  const options = [
    ...(near && project.value.kinds[path] !== undefined ? [{ value: RECOGNISE, label: t.documents.kind.recognise }] : []),
    ...known.filter(({ value }) => value !== "other").sort((a, b) => a.label.localeCompare(b.label)),
    ...(near ? [{ value: "other", label: t.documents.kind.other }] : []),
  ];
  if (!options.some(({ value }) => value === kind.value)) options.unshift({ value: kind.value, label: kindTitle(kind.value) });
  return (
    <div class="kind" onPointerEnter={fill} onFocusIn={fill}>
      <Select
        label={quiet ? t.documents.kind.labelOf(nameOf(path)) : t.documents.kind.label}
        quiet={quiet}
        value={kind.value}
        options={options}
        onChange={(value) => setKind(path, value === RECOGNISE ? undefined : value)}
      />
      <span class="small soft">{t.documents.kind.because[kind.because]}</span>
    </div>
  );
}
