// Facts of the device that nobody has answered.
import type { Catalogue, Check } from "../../engine/types";
import { href } from "../../shell/route";
import { t } from "../../texts";
import { toChecklist } from "./links";

export function Questions({ check, catalogue }: { check: Check; catalogue: Catalogue }) {
  const words = t.report.questions;
  const questions = check.profile.open_questions;
  if (questions.length === 0) return null;
  const meanings = new Map(catalogue.facts.map(({ id, meaning }) => [id, meaning]));
  return (
    <section>
      <h2>{words.title}</h2>
      <p>{words.lead}</p>
      <p class="soft">{words.subject}</p>
      <ul class="report-questions">
        {questions.map(({ fact, requirements }) => (
          <li key={fact}>
            <a href={href("device", "", { fact })} lang="en">{meanings.get(fact) ?? fact}</a> <a class="small" href={toChecklist({ fact })}>{words.depend(requirements.length)}</a>
          </li>
        ))}
      </ul>
      <p class="no-print"><a href={href("device")}>{words.answer}</a></p>
    </section>
  );
}
