// What was looked at and how it stands, in sentences and one bar.
import type { Check } from "../../engine/types";
import { Bar } from "../../parts/Bar";
import { t } from "../../texts";
import { groupsOf } from "./model";

export function Summary({ check }: { check: Check }) {
  const { total, frameworks } = check.coverage;
  const words = t.report.summary;
  const questions = check.profile.open_questions.length;
  const applying = frameworks.filter(({ counts }) => counts.applicable > 0).length;
  return (
    <section class="report-summary" aria-label={t.report.title}>
      <p class="lead">
        {words.looked(check.documents.length)}{" "}
        {total.applicable === 0 ? words.none : `${words.apply(total.applicable, applying)} ${words.stand(groupsOf(total))}`}
      </p>
      {total.applicable > 0 && <Bar label={words.bar} counts={total} legend />}
      <p>
        {words.judge}
        {questions > 0 && ` ${words.unknown(questions)}`}
      </p>
    </section>
  );
}
