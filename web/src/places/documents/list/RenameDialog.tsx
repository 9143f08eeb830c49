import { useState } from "preact/hooks";
import { Button } from "../../../parts/Button";
import { Dialog } from "../../../parts/Dialog";
import { Field } from "../../../parts/Field";
import { project } from "../../../state/undo";
import { t } from "../../../texts";
import { renameDocument } from "../actions";
import { cleanPath } from "../add/paths";

interface Props {
  path: string;
  onClose: () => void;
}

export function RenameDialog({ path, onClose }: Props) {
  const [value, setValue] = useState(path);
  const to = cleanPath(value);
  const taken = to !== path && project.value.documents.some((document) => document.path === to);
  const error = to === "" ? t.documents.rename.empty : taken ? t.documents.rename.taken : undefined;
  const confirm = (event: Event) => {
    event.preventDefault();
    if (error) return;
    onClose();
    renameDocument(path, to);
  };
  return (
    <Dialog
      title={t.documents.rename.title}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t.parts.cancel}</Button>
          <Button tone="primary" disabled={error !== undefined} onClick={confirm}>{t.documents.rename.confirm}</Button>
        </>
      }
    >
      <form onSubmit={confirm}>
        <Field label={t.documents.rename.path} hint={t.documents.rename.hint} value={value} onInput={setValue} error={error} />
      </form>
    </Dialog>
  );
}
