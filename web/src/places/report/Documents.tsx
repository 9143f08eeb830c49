// What each document shows of what a document of its kind should show.
import type { Catalogue, Check } from "../../engine/types";
import { href } from "../../shell/route";
import { t } from "../../texts";
import { toDocument } from "./links";

export function Documents({ check, catalogue }: { check: Check; catalogue: Catalogue }) {
  const words = t.report.documents;
  const rows = check.coverage.documents;
  const kinds = new Map(catalogue.kinds.map(({ id, title }) => [id, title]));
  if (rows.length === 0) {
    return (
      <section>
        <h2>{words.title}</h2>
        <p>
          {words.none} <a class="no-print" href={href("documents")}>{words.toDocuments}</a>
        </p>
      </section>
    );
  }
  return (
    <section>
      <h2>{words.title}</h2>
      <table class="report-table">
        <thead>
          <tr>
            <th scope="col">{words.document}</th>
            <th scope="col">{words.kind}</th>
            <th scope="col">{words.shows}</th>
            <th scope="col" class="figure">{words.inAll}</th>
            <th scope="col" class="figure">{words.blanks}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.path}>
              <th scope="row"><a href={toDocument(row.path)}>{row.path}</a></th>
              <td data-label={words.kind}>{kinds.has(row.kind) ? <span lang="en">{kinds.get(row.kind)}</span> : <span class="soft">{words.other}</span>}</td>
              <td data-label={words.shows}>
                <Share {...row} />
                {words.share(row.shown, row.partly, row.expected)}
              </td>
              <td class="figure" data-label={words.inAll}>{t.format.number(row.shown_in_all)}</td>
              <td class="figure" data-label={words.blanks}>{t.format.number(row.blanks)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** The words beside it say the same. */
function Share({ shown, partly, expected }: { shown: number; partly: number; expected: number }) {
  if (expected === 0) return null;
  return (
    <svg class="report-share" viewBox={`0 0 ${expected} 1`} preserveAspectRatio="none" aria-hidden="true">
      <rect class="good" width={shown} height="1" />
      <rect class="half" x={shown} width={partly} height="1" />
    </svg>
  );
}
