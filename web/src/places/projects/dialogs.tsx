// What is asked about a project before something is done with it.
import { useState } from "preact/hooks";
import { Button } from "../../parts/Button";
import { Dialog } from "../../parts/Dialog";
import { Field } from "../../parts/Field";
import { deleteProject, type ProjectEntry } from "../../state/storage";
import { project } from "../../state/undo";
import { t } from "../../texts";
import { exportOne, rename } from "./actions";

export function Rename({ entry, onClose }: { entry: ProjectEntry; onClose: () => void }) {
  const words = t.projects;
  const [name, setName] = useState(entry.name);
  const save = (event: Event) => {
    event.preventDefault();
    onClose();
    if (name.trim() !== entry.name) void rename(entry.id, name.trim());
  };
  return (
    <Dialog title={words.rename} onClose={onClose}>
      <form onSubmit={save}>
        <Field label={words.name} value={name} onInput={setName} />
        <footer>
          <Button onClick={onClose}>{t.parts.cancel}</Button>
          <Button tone="primary" type="submit">{words.save}</Button>
        </footer>
      </form>
    </Dialog>
  );
}

export function DeleteUnreadable({ entry, onClose }: { entry: ProjectEntry; onClose: () => void }) {
  const words = t.projects.unreadable;
  const remove = () => {
    onClose();
    void deleteProject(entry.id);
  };
  return (
    <Dialog
      title={words.title}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t.parts.cancel}</Button>
          <Button tone="danger" icon="remove" onClick={remove}>{words.remove}</Button>
        </>
      }
    >
      <p>{words.text(entry.name || t.shell.unnamed)}</p>
    </Dialog>
  );
}

export function LeaveUnsaved({ onClose, onLeave }: { onClose: () => void; onLeave: () => void }) {
  const words = t.projects.unsaved;
  const leave = () => {
    onClose();
    onLeave();
  };
  return (
    <Dialog
      title={words.title}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t.parts.cancel}</Button>
          <Button tone="danger" onClick={leave}>{words.leave}</Button>
          <Button tone="primary" icon="download" onClick={() => void exportOne(project.peek().id)}>{t.projects.exportOne}</Button>
        </>
      }
    >
      <p>{words.text}</p>
    </Dialog>
  );
}
