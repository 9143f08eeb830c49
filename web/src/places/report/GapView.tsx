// One open topic: what the text must say, where it belongs, and which requirements ask for it.
import { StatusSign } from "../../parts/StatusSign";
import { t } from "../../texts";
import type { Gap, Place } from "./gaps";
import { toChecklist, toDocument, toRequirement } from "./links";
import { printing } from "./printing";

/** Words that are named of one missing point. */
const WORDS = 6;

export function GapView({ gap, withPlace }: { gap: Gap; withPlace: boolean }) {
  const words = t.report.gaps;
  const { topic, requirements, place } = gap;
  const Heading = withPlace ? "h3" : "h4";
  return (
    <li class="gap-item">
      <Heading class="gap-title">
        <a href={toChecklist({ topic: topic.id })} lang="en">{topic.title}</a>{" "}
        {/* Shown and nevertheless open: a point that a requirement asks for is not in it. */}
        {gap.state === "shown" ? <span class="sign half gap-lacks">{words.lacks}</span> : <StatusSign state={gap.state} />}
      </Heading>
      <dl class="report-terms">
        {withPlace && (
          <div>
            <dt>{words.where}</dt>
            <dd>
              <PlaceName place={place} /> <Section place={place} />
            </dd>
          </div>
        )}
        {!withPlace && "heading" in place && place.heading && (
          <div>
            <dt>{words.where}</dt>
            <dd><Section place={place} /></dd>
          </div>
        )}
        {topic.shown_when && (
          <div>
            <dt>{words.must}</dt>
            <dd lang="en">{topic.shown_when}</dd>
          </div>
        )}
        {topic.not_enough && (
          <div>
            <dt>{words.notEnough}</dt>
            <dd lang="en">{topic.not_enough}</dd>
          </div>
        )}
      </dl>
      {printing.value ? <Behind gap={gap} short /> : (
        <details>
          <summary class="small">{words.behind(requirements.length)}</summary>
          <Behind gap={gap} />
        </details>
      )}
    </li>
  );
}

/** `short` on paper: titles of requirements would fill most of it. */
function Behind({ gap: { requirements, lacking }, short = false }: { gap: Gap; short?: boolean }) {
  const words = t.report.gaps;
  return (
    <>
      {short && <p class="small">{words.behindAll}: {requirements.map(({ id }) => id).join(", ")}</p>}
      {!short && (
        <ul class="plain small gap-requirements">
          {requirements.map((requirement) => (
            <li key={requirement.id}>
              <a href={toRequirement(requirement.id)}>{requirement.id}</a> <span lang="en">{requirement.title}</span>
            </li>
          ))}
        </ul>
      )}
      {lacking.length > 0 && <p class="small">{words.points}</p>}
      <ul class="small">
        {lacking.map(({ requirement, words: missing }) => (
          <li key={requirement.id}>
            {requirement.id}: <span lang="en">{missing.slice(0, WORDS).join(", ")}</span> {missing.length > WORDS && words.more(missing.length - WORDS)}
          </li>
        ))}
      </ul>
    </>
  );
}

/** `plain` where it stands in something that can be clicked already. */
export function PlaceName({ place, plain = false }: { place: Place; plain?: boolean }) {
  const words = t.report.gaps;
  if (place.type === "anywhere") return <>{words.anywhere}</>;
  if (place.type === "create") return <>{words.create(place.title)}</>;
  const name = words.document(place.path, plain ? undefined : place.line);
  return plain ? <>{name}</> : <a href={toDocument(place.path, place.line)}>{name}</a>;
}

function Section({ place }: { place: Place }) {
  if (place.type === "anywhere" || !place.heading) return null;
  return <span class="soft">{t.report.gaps.section(place.heading)}</span>;
}
