// Who decided what against or beside the documents, and why.
import type { Check } from "../../engine/types";
import { StatusSign } from "../../parts/StatusSign";
import { t } from "../../texts";
import { decidedOf, excusedOf, type Decided } from "./decided";
import { toDocument, toRequirement } from "./links";

export function Decisions({ check }: { check: Check }) {
  const words = t.report.decided;
  const all = decidedOf(check);
  const excused = excusedOf(check);
  return (
    <section>
      <h2>{words.title}</h2>
      {all.length === 0 && excused.length === 0 && <p>{words.none}</p>}
      <ul class="plain report-decided">{all.map((one, index) => <DecidedView key={index} one={one} />)}</ul>
      {excused.length > 0 && <h3>{words.excused}</h3>}
      <ul class="plain report-decided">
        {excused.map((finding, index) => (
          <li key={index}>
            <p>
              <b>{finding.code}</b> <span lang="en">{finding.message}</span>{" "}
              {finding.path !== null && <a href={toDocument(finding.path, finding.start_line)}>{finding.path}</a>}
            </p>
            <Terms pairs={[[words.reason, finding.excuse.reason], [words.owner, finding.excuse.owner]]} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function DecidedView({ one }: { one: Decided }) {
  const words = t.report.decided;
  const date = one.date && t.format.date(one.date);
  const until = one.expires && words.expires(t.format.date(one.expires));
  return (
    <li>
      <p class="row">
        <StatusSign status={one.status ?? "waived"} />
        {one.found && <span class="soft small">({words.found(t.words.status[one.found])})</span>}
      </p>
      <ul class="plain small">
        {one.requirements.map(({ id, title }) => (
          <li key={id}>
            <a href={toRequirement(id)}>{id}</a> <span lang="en">{title}</span>
          </li>
        ))}
      </ul>
      <Terms
        pairs={[
          [words.reason, one.reason ?? (one.type === "waiver" ? words.noReason : null)],
          [words.evidence, one.evidence],
          [words.note, one.note],
          [words.owner, one.owner],
          [words.date, [date, until].filter(Boolean).join(", ")],
        ]}
      />
    </li>
  );
}

function Terms({ pairs }: { pairs: readonly (readonly [string, string | null])[] }) {
  return (
    <dl class="report-terms">
      {pairs.filter(([, value]) => value).map(([term, value]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
