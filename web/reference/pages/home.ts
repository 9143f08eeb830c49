import { address, linksFrom } from "../addresses";
import { html } from "../html";
import { heading, type Page } from "../page";
import type { Site } from "../site";
import { counted, requirementsCounted, shortName, text } from "../texts";

export function homePage(site: Site): Page {
  const to = linksFrom(address.home);
  const { frameworks, requirements, topics, kinds, rules, facts, citations } = site.catalogue;
  return {
    address: address.home,
    title: "Cybersecurity content of medical device documents",
    description: text.intro,
    trail: [],
    script: address.search,
    body: html`<article>
${heading("Reference", "What regulators expect to read", text.intro)}
<search id="search" hidden>
<label for="words">${text.searchLabel}</label>
<input id="words" type="search" autocomplete="off" spellcheck="false" aria-describedby="hint">
<p id="hint" class="quiet">${text.searchHint}</p>
<p id="found" role="status"></p>
<ol id="results"></ol>
</search>
<div class="flow lists" id="overview">
<section aria-labelledby="frameworks">
<h2 id="frameworks"><a href="${to(address.frameworks)}">${text.nav.frameworks}</a></h2>
<ul class="rows plain">
${frameworks.map(
  (framework) => html`<li><a href="${to(address.framework(framework.id))}">${shortName(framework)}</a> <span>${framework.title}</span> <span class="count">${framework.requirements}<span class="unseen"> requirements</span></span></li>
`,
)}</ul>
<p class="quiet"><a href="${to(address.requirements)}">${requirementsCounted(requirements.length)}, clause by clause</a></p>
</section>
<section aria-labelledby="topics">
<h2 id="topics"><a href="${to(address.topics)}">${text.nav.topics}</a></h2>
<p class="quiet">${text.about.topics}</p>
<ul class="columns">
${site.catalogue.areas.map(
  (area) => html`<li><a href="${to(`${address.topics}#${area.id}`)}">${area.title}</a> <span class="count">${topics.filter((topic) => topic.area === area.id).length}<span class="unseen"> topics</span></span></li>
`,
)}</ul>
</section>
<section aria-labelledby="kinds">
<h2 id="kinds"><a href="${to(address.kinds)}">Kinds of document</a></h2>
<p class="quiet">${text.about.kinds}</p>
<ul class="columns">
${kinds.map((kind) => html`<li><a href="${to(address.kind(kind.id))}">${kind.title}</a></li>\n`)}</ul>
</section>
<section aria-labelledby="rules">
<h2 id="rules"><a href="${to(address.rules)}">${text.nav.rules}</a></h2>
<p class="quiet">${text.about.rules}</p>
<ul class="columns">
${rules.map((rule) => html`<li><a href="${to(address.rule(rule.code))}"><span class="id">${rule.code}</span> ${rule.name}</a></li>\n`)}</ul>
</section>
<section aria-labelledby="more">
<h2 id="more">Further lists</h2>
<ul class="rows plain">
<li><a href="${to(address.facts)}">${text.nav.facts}</a> <span>What is true of the device and decides which requirements apply</span> <span class="count">${facts.length}</span></li>
<li><a href="${to(address.citations)}">${text.nav.citations}</a> <span>Editions and algorithms that documents should no longer rely on</span> <span class="count">${citations.length}</span></li>
<li><a href="${to(address.words)}">${text.nav.words}</a> <span>${counted(site.catalogue.words.states.length, "state", "states")} of a topic, ${counted(site.catalogue.words.statuses.length, "way", "ways")} in which a requirement stands, and other words</span></li>
</ul>
</section>
</div>
</article>`,
  };
}
