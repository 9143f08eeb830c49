// Which frameworks and levels are checked.
import type { Level } from "../../engine/types";
import { catalogue } from "../../state/live";
import { announce } from "../../state/notices";
import { withFrameworks, withLevels } from "../../state/project";
import { change, project } from "../../state/undo";
import { t } from "../../texts";
import { sofar } from "./answers";
import { inScope, standing, USUAL_LEVELS } from "./effects";

const LEVELS: readonly Level[] = ["core", "detail", "context"];

export function Scope() {
  const words = t.device.scope;
  const all = catalogue.value;
  if (!all) return null;
  const { frameworks, levels, facts } = project.value;
  const ids = all.frameworks.map(({ id }) => id);
  const chosen = frameworks.length > 0 ? frameworks : ids;
  const chosenLevels = levels.length > 0 ? levels : USUAL_LEVELS;
  const count = (framework: string) => standing(inScope(all.requirements, [framework], levels), facts).applies;
  const countLevel = (level: Level) => standing(inScope(all.requirements, frameworks, [level]), facts).applies;
  const say = () => announce(`${t.device.summary.apply(sofar.value.applies, all.requirements.length)} ${t.device.summary.applyWords}`);

  const setFramework = (input: HTMLInputElement, id: string) => {
    const next = ids.filter((each) => (each === id ? input.checked : chosen.includes(each)));
    if (refused(input, next.length, words.needsOne)) return;
    change(words.frameworksChanged, (before) => withFrameworks(before, next.length === ids.length ? [] : next));
    say();
  };
  const setLevel = (input: HTMLInputElement, id: Level) => {
    const next = LEVELS.filter((each) => (each === id ? input.checked : chosenLevels.includes(each)));
    if (refused(input, next.length, words.needsLevel)) return;
    const usual = next.join() === USUAL_LEVELS.join();
    change(words.levelsChanged, (before) => withLevels(before, usual ? [] : next));
    say();
  };
  return (
    <section class="device-scope" aria-labelledby="question-scope-title">
      <h2 id="question-scope-title" tabIndex={-1}>{words.title}</h2>
      <p class="soft">{words.text}</p>
      <fieldset>
        <legend>{words.frameworks}</legend>
        {all.frameworks.map(({ id, title, edition, binding }) => (
          <label key={id}>
            <input type="checkbox" checked={chosen.includes(id)} onChange={(event) => setFramework(event.currentTarget, id)} />
            <span>
              <span lang="en">{title}</span>
              <span class="small soft" lang="en"> {edition}</span>
              {binding && <span class="small soft"> ({words.binding})</span>}
            </span>
            <span class="small soft">{words.applies(count(id))}</span>
          </label>
        ))}
      </fieldset>
      <fieldset>
        <legend>{words.levels}</legend>
        {LEVELS.map((id) => (
          <label key={id}>
            <input type="checkbox" checked={chosenLevels.includes(id)} onChange={(event) => setLevel(event.currentTarget, id)} />
            <span>
              {words.level[id].name} <span class="small soft">{words.level[id].text}</span>
            </span>
            <span class="small soft">{words.applies(countLevel(id))}</span>
          </label>
        ))}
      </fieldset>
    </section>
  );
}

/** The last one stays: nothing chosen would mean everything. */
function refused(input: HTMLInputElement, left: number, why: string): boolean {
  if (left > 0) return false;
  input.checked = true;
  announce(why);
  input.setCustomValidity(why);
  input.reportValidity();
  input.setCustomValidity("");
  return true;
}
