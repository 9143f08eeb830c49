// Where the work is kept, how much of it there is, how to make it stay, and how to get rid of it.
import { useEffect, useState } from "preact/hooks";
import { Button } from "../../parts/Button";
import { Dialog } from "../../parts/Dialog";
import { announce } from "../../state/notices";
import { projects, saveState } from "../../state/storage";
import { t } from "../../texts";
import { deleteAll, exportAll } from "./actions";

interface Room {
  used: number;
  quota: number;
  /** The browser has promised not to clear it by itself. */
  persistent: boolean;
}

async function measure(): Promise<Room | undefined> {
  // Absent in insecure contexts and old browsers.
  const storage: StorageManager | undefined = navigator.storage;
  if (!storage?.estimate) return undefined;
  const { usage = 0, quota = 0 } = await storage.estimate();
  return { used: usage, quota, persistent: await storage.persisted() };
}

export function StorageView() {
  const words = t.projects.storage;
  const [room, setRoom] = useState<Room>();
  const [refused, setRefused] = useState(false);
  const [asking, setAsking] = useState(false);
  const state = saveState.value;
  const look = () => void measure().then(setRoom, () => undefined);
  useEffect(look, [projects.value]);
  const persist = async () => {
    const granted = await navigator.storage.persist().catch(() => false);
    setRefused(!granted);
    announce(granted ? words.persistent : words.refused);
    look();
  };
  return (
    <section>
      <h2>{words.title}</h2>
      {state === "blocked" && <p><strong>{t.shell.storage.blocked}</strong></p>}
      {state === "full" && <p><strong>{t.shell.storage.full}</strong></p>}
      {state !== "blocked" && <p>{words.where}</p>}
      {state !== "blocked" && <p>{words.cleared}</p>}
      {room && room.quota > 0 && state !== "blocked" && <p>{words.room(megabytes(room.used), megabytes(room.quota))}</p>}
      {room && state !== "blocked" && (
        <div class="projects-persist">
          {room.persistent ? <p>{words.persistent}</p> : <Button icon="saved" onClick={() => void persist()}>{words.persist}</Button>}
          {!room.persistent && <p class="small soft">{refused ? words.refused : words.persistHint}</p>}
        </div>
      )}
      <Button tone="danger" icon="remove" onClick={() => setAsking(true)}>{t.projects.everything.button}</Button>
      {asking && <DeleteEverything onClose={() => setAsking(false)} />}
    </section>
  );
}

function DeleteEverything({ onClose }: { onClose: () => void }) {
  const words = t.projects.everything;
  const unreadable = projects.value.filter(({ problem }) => problem).length;
  const remove = () => {
    onClose();
    void deleteAll();
  };
  return (
    <Dialog
      title={words.title}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t.parts.cancel}</Button>
          <Button icon="download" onClick={() => void exportAll()}>{t.projects.exportAll}</Button>
          <Button tone="danger" icon="remove" onClick={remove}>{words.confirm}</Button>
        </>
      }
    >
      <p>{words.text(projects.value.length)}</p>
      {unreadable > 0 && <p>{words.unreadable(unreadable)}</p>}
    </Dialog>
  );
}

function megabytes(bytes: number): string {
  const { number } = t.format;
  const mega = bytes / 1_000_000;
  if (mega >= 1000) return `${number(Math.round(mega / 100) / 10)} GB`;
  return `${number(mega >= 10 ? Math.round(mega) : Math.round(mega * 10) / 10)} MB`;
}
