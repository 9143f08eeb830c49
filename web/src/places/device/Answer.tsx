// One point of a question: what is asked, the possible answers, and what each of them changes.
import { useComputed } from "@preact/signals";
import { useId } from "preact/hooks";
import { href } from "../../shell/route";
import { Segmented } from "../../parts/Segmented";
import { project } from "../../state/undo";
import { t } from "../../texts";
import type { FactText } from "../../texts/en/device";
import { disputes, effectOf, followed, give, nameOf } from "./answers";
import { chosen, factsOf, type ChoicePoint } from "./questions";

type Value = "yes" | "no" | "unknown";

const MEANS: Record<Value, boolean | undefined> = { yes: true, no: false, unknown: undefined };

export function FactAnswer({ fact }: { fact: string }) {
  const { ask, hint } = t.device.facts[fact as FactText];
  const now = useComputed<Value>(() => {
    const known = project.value.facts[fact];
    return known === undefined ? "unknown" : known ? "yes" : "no";
  });
  const options = (["yes", "no", "unknown"] as const).map((value) => ({ value, label: t.device[value] }));
  const set = (value: Value) => give(t.device.changed(nameOf(fact), t.device[value]), { [fact]: MEANS[value] });
  return (
    <li id={`fact-${fact}`} class={now.value === "unknown" ? "device-answer open" : "device-answer"} tabIndex={-1}>
      <div class="device-ask">
        <p>{ask}</p>
        {hint && <p class="small soft">{hint}</p>}
        <Remarks facts={[fact]} />
      </div>
      <Segmented label={ask} value={now.value} options={options} onChange={set} />
      <p class="device-effect small soft">
        <FactEffect fact={fact} now={now.value} />
      </p>
    </li>
  );
}

/** In words of the present answer: what it adds or takes out, or what the other ones would. */
function FactEffect({ fact, now }: { fact: string; now: Value }) {
  const words = useComputed(() => {
    const { effect } = t.device;
    const no = effectOf({ [fact]: false });
    const yes = effectOf({ [fact]: true });
    if (now === "yes") return no < 0 ? effect.adds(-no) : no > 0 ? effect.takes(no) : effect.none;
    if (now === "no") return yes > 0 ? effect.takes(yes) : yes < 0 ? effect.adds(-yes) : effect.none;
    const parts = [yes < 0 && effect.hangYes(-yes), no < 0 && effect.hang(-no)].filter(Boolean);
    return parts.length > 0 ? parts.join(". ") : effect.none;
  });
  return <>{words}</>;
}

export function ChoiceAnswer({ point }: { point: ChoicePoint }) {
  const group = useId();
  const { name, options } = t.device.choices[point.id];
  const words: Readonly<Record<string, string>> = options;
  const now = chosen(point, project.value.facts);
  const open = Object.fromEntries(factsOf(point).map((fact) => [fact, undefined]));
  const choose = (words: string, says: Readonly<Record<string, boolean | undefined>>) => give(t.device.changed(name, words), says);
  return (
    <li id={`fact-${factsOf(point)[0]}`} class={now === "open" ? "device-answer device-choice open" : "device-answer device-choice"} tabIndex={-1}>
      <fieldset>
        <legend class="unseen">{name}</legend>
        {point.options.map(({ id, says }) => (
          <label key={id}>
            <input type="radio" name={group} checked={now === id} onChange={() => choose(words[id] ?? id, says)} />
            <span>{words[id]}</span>
            <span class="small soft"><OptionEffect says={says} chosen={now === id} open={open} /></span>
          </label>
        ))}
        <label>
          <input type="radio" name={group} checked={now === "open"} onChange={() => choose(t.device.unknownChoice, open)} />
          <span>{t.device.unknownChoice}</span>
        </label>
      </fieldset>
      {now === "partly" && <p class="small soft">{t.device.partlyChosen}</p>}
      <Remarks facts={factsOf(point)} />
    </li>
  );
}

interface OptionProps {
  says: Readonly<Record<string, boolean>>;
  chosen: boolean;
  open: Readonly<Record<string, undefined>>;
}

/** The chosen option says what it takes out compared with not knowing; the others what they would change. */
function OptionEffect({ says, chosen, open }: OptionProps) {
  const words = useComputed(() => {
    const { effect } = t.device;
    const change = chosen ? -effectOf(open) : effectOf(says);
    if (change === 0) return chosen ? "" : effect.none;
    if (chosen) return change > 0 ? effect.adds(change) : effect.takes(-change);
    return change > 0 ? effect.wouldAdd(change) : effect.wouldTake(-change);
  });
  return <>{words}</>;
}

/** Where an answer comes from, and with which other one it does not go together. */
function Remarks({ facts }: { facts: readonly string[] }) {
  const contradicted = facts.find((fact) => disputes.value[fact]);
  const source = facts.map((fact) => followed.value[fact]).find(Boolean);
  if (contradicted) {
    const other = disputes.value[contradicted]!;
    return (
      <p class="small device-dispute">
        {t.device.contradicts} <a href={href("device", "", { fact: other })}>{nameOf(other)}</a>
      </p>
    );
  }
  return source ? <p class="small soft">{t.device.follows(nameOf(source))}</p> : null;
}
