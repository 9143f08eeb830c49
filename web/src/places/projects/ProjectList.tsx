// The projects of this browser and what can be done with each.
import { useState } from "preact/hooks";
import { Button } from "../../parts/Button";
import { Menu } from "../../parts/Menu";
import { deleteProject, projects, saveState, type ProjectEntry } from "../../state/storage";
import { project } from "../../state/undo";
import { t } from "../../texts";
import { duplicate, exportAll, exportOne, openOne, startNew } from "./actions";
import { DeleteUnreadable, LeaveUnsaved, Rename } from "./dialogs";
import { standingOf, useStandings } from "./standings";

type Asking = { what: "rename" | "delete"; entry: ProjectEntry } | { what: "leave"; run: () => void } | undefined;

export function ProjectList() {
  useStandings();
  const words = t.projects;
  const [asking, setAsking] = useState<Asking>();
  const done = () => setAsking(undefined);
  /** What could not be saved would be lost with the next project. */
  const leave = (run: () => void) => {
    const unsaved = saveState.peek() === "full" || saveState.peek() === "conflict";
    if (unsaved) setAsking({ what: "leave", run });
    else run();
  };
  const remove = (entry: ProjectEntry) => (entry.problem ? setAsking({ what: "delete", entry }) : void deleteProject(entry.id));
  return (
    <>
      <h1>{words.title}</h1>
      <p class="lead">{words.lead}</p>
      <div class="row projects-actions">
        <Button tone="primary" icon="plus" onClick={() => leave(() => void startNew())}>{words.create}</Button>
        <Button icon="download" onClick={() => void exportAll()}>{words.exportAll}</Button>
      </div>
      <ul class="plain project-list">
        {entries().map((entry) => (
          <Row
            key={entry.id}
            entry={entry}
            onOpen={() => leave(() => void openOne(entry.id))}
            onRename={() => setAsking({ what: "rename", entry })}
            onRemove={() => leave(() => remove(entry))}
          />
        ))}
      </ul>
      {asking?.what === "rename" && <Rename entry={asking.entry} onClose={done} />}
      {asking?.what === "delete" && <DeleteUnreadable entry={asking.entry} onClose={done} />}
      {asking?.what === "leave" && <LeaveUnsaved onClose={done} onLeave={asking.run} />}
    </>
  );
}

/** The open one is there before it is stored for the first time. */
function entries(): readonly ProjectEntry[] {
  const { id, name, changed, documents } = project.value;
  const open: ProjectEntry = { id, name, changed, documents: documents.length, problem: undefined };
  const stored = projects.value;
  return stored.some((entry) => entry.id === id) ? stored.map((entry) => (entry.id === id ? open : entry)) : [open, ...stored];
}

interface RowProps {
  entry: ProjectEntry;
  onOpen: () => void;
  onRename: () => void;
  onRemove: () => void;
}

function Row({ entry, onOpen, onRename, onRemove }: RowProps) {
  const words = t.projects;
  const name = entry.name || t.shell.unnamed;
  const open = entry.id === project.value.id;
  const all = [
    { label: words.rename, onChoose: onRename },
    { label: words.duplicate, onChoose: () => void duplicate(entry.id) },
    { label: words.exportOne, onChoose: () => void exportOne(entry.id) },
    { label: words.remove, onChoose: onRemove },
  ];
  return (
    <li class={open ? "project open" : "project"}>
      <div class="project-words">
        <p class="project-name">
          {entry.problem ? <span>{name}</span> : <button class="quiet" type="button" onClick={onOpen}>{name}</button>}
          {open && <span class="project-open">{words.isOpen}</span>}
        </p>
        {entry.problem ? <p class="small">{t.shell.storage.unreadable[entry.problem]}</p> : <Facts entry={entry} />}
      </div>
      <Menu label={words.actions} name={words.more(name)} items={entry.problem ? all.slice(3) : all} />
    </li>
  );
}

function Facts({ entry: { id, changed, documents } }: { entry: ProjectEntry }) {
  const words = t.projects;
  const standing = standingOf(id);
  return (
    <ul class="plain small soft project-facts">
      <li>{words.changed(t.format.dateTime(changed))}</li>
      <li>{words.documents(documents)}</li>
      {standing && <li>{words.standing(standing.met, standing.open)}</li>}
    </ul>
  );
}
