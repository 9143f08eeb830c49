// Why a requirement applies or not, with the way to the answers that decide it.
import { href } from "../../shell/route";
import { project } from "../../state/undo";
import { t } from "../../texts";
import type { Row } from "./rows";
import { factName } from "./words";

export function Why({ row }: { row: Row }) {
  const words = t.checklist.details;
  const { value } = row.applies;
  const lead = { always: words.always, yes: words.yes, unknown: words.unknownText, no: words.noText }[value];
  const { facts } = project.value;
  const answer = (fact: string) => (facts[fact] === undefined ? t.checklist.unknown : facts[fact] ? t.checklist.yes : t.checklist.no);
  // Only what decides it: the true facts, the open ones, or all of them.
  const deciding = row.requirement.when.filter((fact) => value === "no" || (value === "yes" ? facts[fact] === true : facts[fact] === undefined));
  return (
    <section>
      <h4>{words.applies}</h4>
      <p>{lead}</p>
      {value !== "always" && (
        <ul class="plain check-facts">
          {deciding.map((fact) => (
            <li key={fact}><a href={href("device", "", { fact })}>{t.checklist.factIs(factName(fact), answer(fact))}</a></li>
          ))}
        </ul>
      )}
      {!row.inScope && <p>{words.outside} <a href={href("device", "", { question: "scope" })}>{words.change}</a></p>}
    </section>
  );
}
