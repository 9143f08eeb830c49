// What the report rests on: versions and sources.
import type { Catalogue, Check } from "../../engine/types";
import { today } from "../../state/project";
import { t } from "../../texts";

export function About({ check, catalogue }: { check: Check; catalogue: Catalogue }) {
  const words = t.report.about;
  const asked = new Set(check.coverage.frameworks.map(({ framework }) => framework));
  return (
    <section class="report-about">
      <h2>{words.title}</h2>
      <p>{words.made(check.tool.version, check.tool.catalogue, t.format.date(today()))}</p>
      <p>{words.limits}</p>
      <ul class="small" lang="en">
        {catalogue.frameworks.filter(({ id }) => asked.has(id)).map(({ id, title, edition, publisher }) => (
          <li key={id}>{title}, {edition}, {publisher}</li>
        ))}
      </ul>
    </section>
  );
}
