// A question with its points, as a section of the place.
import { Button } from "../../parts/Button";
import { project } from "../../state/undo";
import { t } from "../../texts";
import { ChoiceAnswer, FactAnswer } from "./Answer";
import { refuseRest } from "./answers";
import { answered, type Question } from "./questions";

export function QuestionView({ question, number }: { question: Question; number: number }) {
  const { ask, text } = t.device.questions[question.id];
  const { done, all } = answered(question, project.value.facts);
  const restable = question.points.some(({ sort }) => sort === "fact");
  return (
    <section class="device-question" id={`question-${question.id}`} aria-labelledby={`question-${question.id}-title`}>
      <header>
        <h2 id={`question-${question.id}-title`} tabIndex={-1}>
          <span class="device-number" aria-hidden="true">{t.format.number(number)}</span> {ask}
        </h2>
        <span class="small soft">{t.device.summary.pointsLong(done, all)}</span>
      </header>
      {text && <p class="soft">{text}</p>}
      <ul class="plain">
        {question.points.map((point) =>
          point.sort === "fact" ? <FactAnswer key={point.fact} fact={point.fact} /> : <ChoiceAnswer key={point.id} point={point} />,
        )}
      </ul>
      {restable && done < all && (
        <Button tone="quiet" label={t.device.restLabel(ask)} onClick={() => refuseRest(question)}>{t.device.rest}</Button>
      )}
    </section>
  );
}
