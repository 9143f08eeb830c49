// A file has projects that are here already.
import { Button } from "../../parts/Button";
import { Dialog } from "../../parts/Dialog";
import { t } from "../../texts";
import { answer, question } from "./bringing";

export function BroughtQuestion() {
  const asked = question.value;
  if (!asked) return null;
  const words = t.projects.bring;
  const close = () => (question.value = undefined);
  const names = asked.brought.filter(({ id }) => asked.known.has(id)).map(({ name }) => name || t.shell.unnamed);
  return (
    <Dialog
      title={words.knownTitle}
      onClose={close}
      actions={
        <>
          <Button onClick={close}>{t.parts.cancel}</Button>
          <Button onClick={() => void answer("replace")}>{words.replace}</Button>
          <Button tone="primary" onClick={() => void answer("both")}>{words.both}</Button>
        </>
      }
    >
      <p>{words.known(names)}</p>
    </Dialog>
  );
}
