// The place where a visitor says what the device is. Everything is on one page; nothing has an order.
import { useEffect } from "preact/hooks";
import { Field } from "../../parts/Field";
import { route, setParams } from "../../shell/route";
import { withName } from "../../state/project";
import { change, project } from "../../state/undo";
import { t } from "../../texts";
import { Presets } from "./Presets";
import { factsOf, questionOf, QUESTIONS } from "./questions";
import { QuestionView } from "./QuestionView";
import { Scope } from "./Scope";
import { IncomingProfile, ShareLink } from "./Share";
import { Summary } from "./Summary";
import "./device.css";

export default function Device() {
  const { question, fact } = route.value.params;
  useEffect(() => {
    if (!question && !fact) return;
    // Later, because a place that was just opened first has the focus on its heading.
    requestAnimationFrame(() => show(question, fact));
    // So that the same link works again.
    setParams({ question: undefined, fact: undefined });
  }, [question, fact]);
  const rename = (name: string) => change(t.device.name, (before) => withName(before, name), { merge: "device-name" });
  return (
    <>
      <h1>{t.device.title}</h1>
      <p class="lead">{t.device.lead}</p>
      <div class="device">
        <Summary />
        <div class="device-column">
          <Field label={t.device.name} hint={t.device.nameHint} value={project.value.name} onInput={rename} />
          <Presets />
          <p class="soft device-how">{t.device.how}</p>
          {QUESTIONS.map((each, at) => <QuestionView key={each.id} question={each} number={at + 1} />)}
          <Scope />
          <ShareLink />
        </div>
      </div>
      <IncomingProfile />
    </>
  );
}

/** Brings a question, or the point that sets a fact, into view and puts the focus on it. */
function show(question: string | undefined, fact: string | undefined): void {
  const point = fact && questionOf(fact)?.points.find((each) => factsOf(each).includes(fact));
  const element = point ? document.getElementById(`fact-${factsOf(point)[0]}`) : document.getElementById(`question-${question}-title`);
  element?.scrollIntoView({ block: point ? "center" : "start" });
  element?.focus({ preventScroll: true });
}
