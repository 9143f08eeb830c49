// What the answers come to so far, and the way to every question. Stays in view on wide screens.
import { Icon } from "../../parts/icons";
import { href } from "../../shell/route";
import { catalogue } from "../../state/live";
import { project } from "../../state/undo";
import { t } from "../../texts";
import { scope, sofar } from "./answers";
import { answered, QUESTIONS } from "./questions";

export function Summary() {
  const { applies, open, out } = sofar.value;
  const words = t.device.summary;
  const all = catalogue.value?.requirements.length ?? 0;
  const each = QUESTIONS.map((question) => ({ question, ...answered(question, project.value.facts) }));
  const complete = each.filter(({ done, all }) => done === all).length;
  return (
    <aside class="device-summary" aria-labelledby="device-summary">
      <h2 id="device-summary" class="unseen">{words.title}</h2>
      {catalogue.value && (
        <>
          <p class="device-total">
            <b>{words.apply(applies, all)}</b> {words.applyWords}
          </p>
          <Picture sure={applies - open} open={open} out={out} />
          <ul class="plain small device-figures">
            <li class="sure">{words.sure(applies - open)}</li>
            <li class="open">{words.open(open)}</li>
            <li class="out">{words.out(out)}</li>
            {all > scope.value.length && <li class="soft">{words.outside(all - scope.value.length)}</li>}
          </ul>
        </>
      )}
      <nav aria-label={words.questions}>
        <p class="small soft">{words.progress(complete, QUESTIONS.length)}</p>
        <ol class="plain">
          {each.map(({ question, done, all }) => (
            <li key={question.id}>
              <a href={href("device", "", { question: question.id })}>
                <span>{t.device.questions[question.id].ask}</span>
                {done === all ? (
                  <span class="small"><Icon name="saved" size="1.1em" /><span class="unseen">{words.pointsLong(done, all)}</span></span>
                ) : (
                  <span class="small soft" aria-label={words.pointsLong(done, all)} role="img">{words.points(done, all)}</span>
                )}
              </a>
            </li>
          ))}
        </ol>
      </nav>
      <a class="button primary" href={href("checklist")}>{words.next}</a>
    </aside>
  );
}

function Picture({ sure, open, out }: { sure: number; open: number; out: number }) {
  const total = Math.max(sure + open + out, 1);
  return (
    <svg class="device-picture" viewBox={`0 0 ${total} 1`} preserveAspectRatio="none" role="img" aria-label={t.device.summary.picture(sure, open, out)}>
      <rect class="sure" width={sure} height="1" />
      <rect class="open" x={sure} width={open} height="1" />
    </svg>
  );
}
