import type { Site } from "../site";
import type { Entry } from "./rank";

/** What can be found, in the order in which equals are shown. */
export function searchEntries(site: Site): Entry[] {
  const { topics, kinds, rules, frameworks, requirements, facts, citations } = site.catalogue;
  return [
    ...frameworks.map((f): Entry => ["framework", f.id, f.title, f.publisher]),
    ...topics.map((t): Entry => ["topic", t.id, t.title, t.shown_when]),
    ...kinds.map((k): Entry => ["kind", k.id, k.title, k.names.join(", ")]),
    ...rules.map((r): Entry => ["rule", r.code, r.name, r.what]),
    ...requirements.map((r): Entry => ["requirement", r.id, r.title, r.text]),
    ...facts.map((f): Entry => ["fact", f.id, f.meaning, ""]),
    ...citations.map((c): Entry => ["citation", c.id, c.title, `Use instead: ${c.superseded_by}`]),
  ];
}

/** A classic script: JSON could not be read by a page that is opened from a disk. */
export function searchIndex(site: Site): string {
  return `medlintReference(${JSON.stringify(searchEntries(site))});\n`;
}
