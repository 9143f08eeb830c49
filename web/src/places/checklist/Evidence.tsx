// What the engine found in the documents, and the visitor's yes or no to it.
import { Button } from "../../parts/Button";
import { Disclosure } from "../../parts/Disclosure";
import { StatusSign } from "../../parts/StatusSign";
import { href } from "../../shell/route";
import { catalogue } from "../../state/live";
import { announce } from "../../state/notices";
import { change, project } from "../../state/undo";
import { t } from "../../texts";
import type { Row } from "./rows";
import { citation, draftOf, foundOf, keep } from "./verdicts";

const FEW = 6;

export function Evidence({ row, onOverrule }: { row: Row; onOverrule: () => void }) {
  const words = t.checklist.details;
  const { assessed } = row;
  if (!assessed) return null;
  if (project.value.documents.length === 0) {
    return (
      <section>
        <h4>{words.documents}</h4>
        <p class="soft">{words.noDocuments} <a href={href("documents")}>{words.addDocuments}</a></p>
      </section>
    );
  }
  const found = foundOf(assessed);
  const evidence = assessed.topics.flatMap((topic) => (topic.evidence ? [topic.evidence] : []));
  const undecided = !row.decided;
  return (
    <section>
      <h4>{words.documents}</h4>
      {assessed.topics.length === 0 && <p class="soft">{found === "needs-a-person" ? words.person : words.nothing}</p>}
      <ul class="plain check-evidence">
        {assessed.topics.map(({ topic, state, evidence }) => (
          <li key={topic}>
            <p class="row"><b lang="en">{topicTitle(topic)}</b> <StatusSign state={state} /></p>
            {evidence ? (
              <>
                <blockquote>{evidence.quote}</blockquote>
                <p class="small">
                  <a href={href("documents", evidence.path, { line: String(evidence.start_line) })}>{evidence.path}, {words.line(evidence.start_line)}</a>
                  {evidence.headings.length > 0 && <span class="soft"> · {evidence.headings.join(" › ")}</span>}
                </p>
              </>
            ) : (
              <p class="soft">{words.nothing}</p>
            )}
          </li>
        ))}
      </ul>
      {evidence.length > 0 && !assessed.in_expected_kind && <p class="small soft">{words.otherKind}</p>}
      {assessed.missing_points.length > 0 && <Missing terms={assessed.missing_points} />}
      {row.decided && found && <p class="row small">{words.alone} <StatusSign status={found} /></p>}
      {undecided && evidence.length > 0 && (
        <p class="row">
          <Button icon="saved" onClick={() => accept(row, evidence.map(citation))}>{words.accept}</Button>
          <Button tone="quiet" onClick={onOverrule}>{words.overrule}</Button>
        </p>
      )}
    </section>
  );
}

/** A few are read at once; many are there for those who want them. */
function Missing({ terms }: { terms: readonly string[] }) {
  const words = t.checklist.details;
  const list = <span lang="en">{terms.join(", ")}</span>;
  if (terms.length <= FEW) return <p class="small"><b>{words.missing}:</b> {list}</p>;
  return <Disclosure summary={words.missingMany(terms.length)}><p class="small">{list}</p></Disclosure>;
}

function accept({ id }: Row, places: string[]): void {
  const label = t.checklist.details.acceptDone(id);
  const draft = { ...draftOf(project.value, id), choice: "met" as const, evidence: [...new Set(places)].join("; ") };
  change(label, (before) => keep(before, id, draft));
  announce(label);
}

function topicTitle(id: string): string {
  return catalogue.value?.topics.find((topic) => topic.id === id)?.title ?? id;
}
