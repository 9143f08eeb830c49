import type { Framework, Requirement } from "medlint-wasm";
import { address, linksFrom } from "../addresses";
import { html, outward } from "../html";
import { requirementRows } from "../lists";
import { heading, type Page } from "../page";
import { grouped, type Site } from "../site";
import { clauseAnchor, clauseName, requirementsCounted, shortName, text } from "../texts";

export interface Clause {
  anchor: string;
  title: string;
  section: string;
  requirements: Requirement[];
}

/** The clauses of a framework in its order; a clause with several sections comes once for each. */
export function clausesOf(site: Site, framework: Framework): Clause[] {
  const pairs = site.requirementsOf(framework.id).map((r) => [clauseAnchor(r.clause, r.section), r] as const);
  return [...grouped(pairs)].flatMap(([anchor, requirements]) => {
    const first = requirements[0];
    return first ? [{ anchor, title: clauseName(first.clause), section: first.section, requirements }] : [];
  });
}

export function frameworkPage(site: Site, framework: Framework): Page {
  const at = address.framework(framework.id);
  const to = linksFrom(at);
  const all = site.requirementsOf(framework.id);
  const clauses = clausesOf(site, framework);
  const levels = site.catalogue.words.levels
    .map((level) => ({ ...level, count: all.filter((r) => r.level === level.id).length }))
    .filter((level) => level.count > 0);
  return {
    address: at,
    title: `Framework: ${framework.title}`,
    description: `${requirementsCounted(all.length)} of ${framework.title} (${framework.edition}), clause by clause, each with its strength.`,
    trail: [{ title: text.nav.frameworks, to: address.frameworks }],
    body: html`<article class="two">
${heading(html`Framework <span class="id">${framework.id}</span>`, framework.title, html`${requirementsCounted(all.length)} in the order of its clauses. They are paraphrases; the source prevails.`)}
<aside class="aside" aria-label="At a glance">
<dl class="glance">
<div><dt>Publisher</dt><dd>${framework.publisher}</dd></div>
<div><dt>Edition</dt><dd>${framework.edition}<small>published ${framework.published}</small></dd></div>
<div><dt>Binding</dt><dd>${framework.binding ? "law" : "no, guidance"}</dd></div>
<div><dt>Text</dt><dd>${outward(framework.url, "read the source")}</dd></div>
${levels.map((level) => html`<div><dt>${level.id}</dt><dd>${requirementsCounted(level.count)}<small>${level.meaning}</small></dd></div>\n`)}</dl>
</aside>
<div class="flow lists">
<details class="contents"><summary>${clauses.length} clauses and sections</summary>
<ul>${clauses.map((clause) => html`<li><a href="#${clause.anchor}">${clause.title}: ${clause.section}</a></li>\n`)}</ul>
</details>
${clauses.map(
  (clause) => html`<section aria-labelledby="${clause.anchor}">
<h2 id="${clause.anchor}"><small>${clause.title}</small> ${clause.section}</h2>
${requirementRows(to, clause.requirements)}
</section>
`,
)}</div>
</article>`,
  };
}

export function frameworksPage(site: Site): Page {
  const to = linksFrom(address.frameworks);
  return {
    address: address.frameworks,
    title: text.nav.frameworks,
    description: text.about.frameworks,
    trail: [],
    body: html`<article>
${heading("Frameworks", "Where the requirements come from", text.about.frameworks)}
<div class="flow">
<ul class="entries">
${site.catalogue.frameworks.map(
  (framework) => html`<li><a href="${to(address.framework(framework.id))}">${framework.title}</a>
<p class="quiet">${framework.publisher}, ${framework.edition}, ${framework.published}. ${framework.binding ? "Law" : "Guidance"}; ${requirementsCounted(framework.requirements)}.</p></li>
`,
)}</ul>
<p><a href="${to(address.requirements)}">All clauses of all frameworks</a></p>
</div>
</article>`,
  };
}

/** Every clause with its number of requirements: the way to a requirement whose framework one does not know. */
export function requirementsPage(site: Site): Page {
  const to = linksFrom(address.requirements);
  return {
    address: address.requirements,
    title: "Requirements",
    description: text.about.requirements,
    trail: [{ title: text.nav.frameworks, to: address.frameworks }],
    body: html`<article>
${heading("Requirements", "Clauses and their requirements", html`${text.about.requirements} There are ${requirementsCounted(site.catalogue.requirements.length)}.`)}
<div class="flow lists">
${site.catalogue.frameworks.map(
  (framework) => html`<section aria-labelledby="${framework.id}">
<h2 id="${framework.id}"><a href="${to(address.framework(framework.id))}">${shortName(framework)}</a></h2>
<ul class="rows plain">
${clausesOf(site, framework).map(
  (clause) => html`<li><a href="${to(`${address.framework(framework.id)}#${clause.anchor}`)}">${clause.title}</a> <span>${clause.section}</span> <span class="count">${clause.requirements.length}</span></li>
`,
)}</ul>
</section>
`,
)}</div>
</article>`,
  };
}
