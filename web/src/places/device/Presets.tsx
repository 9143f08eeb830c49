// Typical devices as a start. Asks before it replaces answers.
import { useState } from "preact/hooks";
import { Button } from "../../parts/Button";
import { Dialog } from "../../parts/Dialog";
import { withFacts } from "../../state/project";
import { change, project } from "../../state/undo";
import { t } from "../../texts";
import { difference, preset, PRESETS, type PresetId } from "./presets";

export function Presets() {
  const [asked, ask] = useState<PresetId | undefined>(undefined);
  const words = t.device.presets;
  const has = Object.keys(project.value.facts).length > 0;
  const apply = (id: PresetId) => {
    ask(undefined);
    change(words.done(words.of[id].name), (before) => withFacts(before, preset(id)), { destructive: true });
  };
  const clear = () => change(words.cleared, (before) => withFacts(before, {}), { destructive: true });
  return (
    <section class="device-presets" aria-labelledby="presets">
      <h2 id="presets">{words.title}</h2>
      <p class="soft">{words.text}</p>
      <ul class="plain">
        {PRESETS.map((id) => (
          <li key={id}>
            <button type="button" onClick={() => (has ? ask(id) : apply(id))}>
              <b>{words.of[id].name}</b>
              <span class="small soft">{words.of[id].text}</span>
            </button>
          </li>
        ))}
      </ul>
      {has && <Button tone="quiet" icon="remove" onClick={clear}>{words.clear}</Button>}
      {asked && <Ask id={asked} onClose={() => ask(undefined)} onConfirm={() => apply(asked)} />}
    </section>
  );
}

function Ask({ id, onClose, onConfirm }: { id: PresetId; onClose: () => void; onConfirm: () => void }) {
  const words = t.device.presets;
  const { had, changes } = difference(project.value.facts, preset(id));
  const actions = (
    <>
      <Button onClick={onClose}>{t.parts.cancel}</Button>
      <Button tone="primary" onClick={onConfirm}>{words.confirm}</Button>
    </>
  );
  return (
    <Dialog title={words.ask(words.of[id].name)} onClose={onClose} actions={actions}>
      <p>{words.replaces(had, changes)}</p>
    </Dialog>
  );
}
