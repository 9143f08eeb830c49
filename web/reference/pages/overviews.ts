import { address, linksFrom } from "../addresses";
import { capital, html, prose, sentence } from "../html";
import { heading, type Page } from "../page";
import { grouped, type Site } from "../site";
import { counted, requirementsCounted, text } from "../texts";

/** Pages that list what has a page of its own. */
export function topicsPage(site: Site): Page {
  const to = linksFrom(address.topics);
  const areas = grouped(site.catalogue.topics.map((topic) => [topic.area, topic] as const));
  return {
    address: address.topics,
    title: text.nav.topics,
    description: text.about.topics,
    trail: [],
    body: html`<article>
${heading("Topics", "Content that can be recognised", text.about.topics)}
<div class="flow lists">
${site.catalogue.areas.map(
  (area) => html`<section aria-labelledby="${area.id}">
<h2 id="${area.id}">${area.title}</h2>
<ul class="rows plain">
${(areas.get(area.id) ?? []).map(
  (topic) => html`<li><a href="${to(address.topic(topic.id))}">${topic.title}</a> <span>${capital(topic.shown_when)}</span> <span class="count">${topic.requirements.length || "none"}<span class="unseen"> requirements</span></span></li>
`,
)}</ul>
</section>
`,
)}</div>
</article>`,
  };
}

export function kindsPage(site: Site): Page {
  const to = linksFrom(address.kinds);
  return {
    address: address.kinds,
    title: "Kinds of document",
    description: text.about.kinds,
    trail: [],
    body: html`<article>
${heading("Kinds of document", "What each document should show", text.about.kinds)}
<div class="flow lists">
<ul class="rows plain">
${site.catalogue.kinds.map(
  (kind) => html`<li><a href="${to(address.kind(kind.id))}">${kind.title}</a> <span>${capital(kind.meaning)}</span> <span class="count">${kind.topics.length > 0 && counted(kind.topics.length, "topic", "topics")}</span></li>
`,
)}</ul>
</div>
</article>`,
  };
}

export function rulesPage(site: Site): Page {
  const to = linksFrom(address.rules);
  return {
    address: address.rules,
    title: text.nav.rules,
    description: text.about.rules,
    trail: [],
    body: html`<article>
${heading("Findings", "What medlint reports", text.about.rules)}
<div class="flow">
<ul class="entries">
${site.catalogue.rules.map(
  (rule) => html`<li><a href="${to(address.rule(rule.code))}"><span class="id">${rule.code}</span> ${rule.name}</a>
<p class="quiet">${prose(rule.what)}</p></li>
`,
)}</ul>
</div>
</article>`,
  };
}

export function factsPage(site: Site): Page {
  const to = linksFrom(address.facts);
  const { facts, words } = site.catalogue;
  return {
    address: address.facts,
    title: text.nav.facts,
    description: text.about.facts,
    trail: [],
    body: html`<article>
${heading("Facts", "What is true of the device", text.about.facts)}
<div class="flow lists">
<p>Answer them in the checklist, or under <code>[device.facts]</code> in medlint.toml: <code>networked = true</code>.</p>
${words.fact_groups.map(
  (group) => html`<section aria-labelledby="group-${group.id}">
<h2 id="group-${group.id}">${text.factGroups[group.id] ?? group.id}</h2>
<p class="quiet">${sentence(group.meaning)}</p>
${facts
  .filter((fact) => fact.group === group.id)
  .map((fact) => {
    const decided = site.requirementsDecidedBy(fact.id);
    return html`<section class="anchored" id="${fact.id}" aria-label="${fact.meaning}">
<h3>${sentence(fact.meaning).replace(/\.$/, "")} <code>${fact.id}</code></h3>
${
  decided.length === 0
    ? html`<p class="quiet">No requirement depends on it.</p>`
    : html`<details><summary>Decides on ${requirementsCounted(decided.length)}</summary>
<ul class="ids">${decided.map((r) => html`<li><a href="${to(address.requirement(r.id))}">${r.id}</a></li> `)}</ul></details>`
}
</section>
`;
  })}</section>
`,
)}</div>
</article>`,
  };
}
