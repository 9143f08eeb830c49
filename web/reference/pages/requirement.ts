import type { Requirement } from "medlint-wasm";
import { address, linksFrom, type Links } from "../addresses";
import { html, Html, listed, outward, prose, sentence } from "../html";
import { requirementGroups } from "../lists";
import { heading, neighbours, type Page } from "../page";
import { byFramework, type Site } from "../site";
import { clauseAnchor, clauseName, requirementsCounted, shortName, text } from "../texts";
import { samples } from "./samples";

/** Above this number the related requirements are folded away. */
const MANY_RELATED = 12;
/** Of each framework; the page of the topic has all. */
const MOST_OTHERS = 3;

export function requirementPage(site: Site, r: Requirement): Page {
  const at = address.requirement(r.id);
  const to = linksFrom(at);
  const framework = site.framework(r.framework);
  const clause = clauseName(r.clause);
  const clauseLink = `${address.framework(r.framework)}#${clauseAnchor(r.clause, r.section)}`;
  const siblings = site.requirementsOf(r.framework);
  const place = siblings.indexOf(r);
  const near = (other: Requirement | undefined) =>
    other && { title: `${other.id}: ${other.title}`, to: address.requirement(other.id) };
  return {
    address: at,
    title: `${r.id}: ${r.title}`,
    description: `${shortName(framework)}, ${clause}: ${r.text}`,
    trail: [
      { title: shortName(framework), to: address.framework(r.framework) },
      { title: `${clause}: ${r.section}`, to: clauseLink },
    ],
    body: html`<article class="two">
${heading(html`Requirement <span class="id">${r.id}</span>`, r.title, r.text)}
<aside class="aside" aria-label="At a glance">
${glance(site, to, r)}
<p><a class="action" href="${to.app(`#/checklist?requirement=${encodeURIComponent(r.id)}`)}">Open in the checklist</a></p>
</aside>
<div class="flow">
<p class="source">Paraphrased from ${outward(framework.url, framework.title)}, ${framework.edition}, <a href="${to(clauseLink)}">${/^\d/.test(r.clause) ? `clause ${r.clause}` : r.clause}</a>. The source prevails.</p>
${r.note && html`<p class="note"><b>Note.</b> ${prose(r.note)}</p>\n`}
${applies(site, to, r)}
${showing(site, to, r)}
${whereToWrite(site, to, r)}
${related(site, to, r)}
</div>
${neighbours(to, `Requirements of ${shortName(framework)}`, near(siblings[place - 1]), near(siblings[place + 1]))}
</article>`,
  };
}

function glance(site: Site, to: Links, r: Requirement): Html {
  const words = site.catalogue.words;
  const entry = (list: string, name: string, id: string, all: readonly { id: string; meaning: string }[]) =>
    html`<div><dt>${name}</dt><dd><a href="${to(address.word(list, id))}">${id}</a><small>${all.find((word) => word.id === id)?.meaning}</small></dd></div>
`;
  return html`<dl class="glance">
${entry("strength", "Strength", r.strength, words.strengths)}${entry("level", "Level", r.level, words.levels)}${entry("stage", "Stage", r.stage, words.stages)}${entry("actor", "For", r.actor, words.actors)}${
    r.mdr && html`<div><dt>MDR</dt><dd>Regulation (EU) 2017/745, ${lawPlace(r.mdr)}</dd></div>\n`
  }${
    r.ivdr &&
    html`<div><dt>IVDR</dt><dd>${r.ivdr === "-" ? "no counterpart in Regulation (EU) 2017/746" : `Regulation (EU) 2017/746, ${lawPlace(r.ivdr)}`}</dd></div>\n`
  }</dl>`;
}

/** A clause of the regulations as people write it: "17.4" is Annex I 17.4. */
function lawPlace(key: string): string {
  const annex = /^Annex([IVX]+)\.?(.*)$/.exec(key);
  if (annex) return ["Annex", annex[1], annex[2]].filter(Boolean).join(" ");
  return /^\d/.test(key) ? `Annex I ${key}` : key.replace(/^Art/, "Article ");
}

function applies(site: Site, to: Links, r: Requirement): Html {
  const facts = r.when.map((id) => site.fact(id));
  return html`<section aria-labelledby="applies">
<h2 id="applies">When it applies</h2>
${
    facts.length === 0
      ? html`<p>Always: it does not depend on what the device is.</p>`
      : html`<p>${facts.length === 1 ? "If this is true of the device:" : "If one of these is true of the device:"}</p>
<ul>${facts.map((fact) => html`<li>${fact.meaning} (<a href="${to(address.fact(fact.id))}"><code>${fact.id}</code></a>)</li>`)}</ul>`
  }
</section>`;
}

function showing(site: Site, to: Links, r: Requirement): Html {
  const ids = [...r.topics, ...r.any_topics];
  const name = (id: string) => html`<a href="${to(address.topic(id))}">${site.topic(id).title}</a>`;
  return html`<section aria-labelledby="showing">
<h2 id="showing">What counts as showing it</h2>
${
    ids.length === 0
      ? html`<p>No wording can be recognised for it: only a person can judge it. Set its status in the checklist, with the document that shows it.</p>`
      : ids.length > 1 &&
        html`<p>${r.topics.length > 0 && html`All of this must be shown: ${listed(r.topics.map(name), "and")}.`}${
          r.any_topics.length > 0 && html`${r.topics.length > 0 && " "}One of these is enough: ${listed(r.any_topics.map(name), "or")}.`
        }</p>`
  }
${
    r.elements.length > 0 &&
    html`<p>A complete answer covers</p>
<ul>${r.elements.map((element) => html`<li>${element}</li>`)}</ul>`
  }
${ids.map((id) => topicPart(site, to, id))}
${
    r.cues.length > 0 &&
    html`<h3>Words that must occur</h3>
<p>The passage also has to say one of: ${listed(r.cues.map((cue) => html`<q>${cue}</q>`), "or")}.</p>`
  }
</section>`;
}

function topicPart(site: Site, to: Links, id: string): Html {
  const topic = site.topic(id);
  const count = topic.requirements.length;
  return html`<h3><a href="${to(address.topic(id))}">${topic.title}</a></h3>
<dl class="tests">
<div><dt>Shown when</dt><dd>${sentence(topic.shown_when)}</dd></div>
<div><dt>Not enough</dt><dd>${sentence(topic.not_enough)}</dd></div>
</dl>
${samples(topic, 4)}
${count > 1 && html`<p class="quiet">The same content answers ${requirementsCounted(count)}: <a href="${to(address.topic(id))}#requirements">see which</a>.</p>`}
`;
}

function whereToWrite(site: Site, to: Links, r: Requirement): Html {
  const topics = new Set([...r.topics, ...r.any_topics]);
  return html`<section aria-labelledby="where">
<h2 id="where">Where to write it</h2>
<p>A reviewer expects it in ${r.kinds.length === 1 ? "this kind" : "one of these kinds"} of document.</p>
<ul class="places">
${r.kinds.map((id) => {
  const kind = site.kind(id);
  const sections = kind.topics.filter((entry) => topics.has(entry.topic));
  return html`<li><a href="${to(address.kind(id))}">${kind.title}</a>${sections.map(
    (section) => html`<small>under a heading such as <q>${section.heading}</q> (${text.weights[section.weight]})</small>`,
  )}</li>
`;
})}</ul>
</section>`;
}

function related(site: Site, to: Links, r: Requirement): Html {
  const explicit = r.related.map((id) => site.requirement(id));
  const list = requirementGroups(site, to, explicit);
  const others = onSameContent(site, r);
  return html`${
    explicit.length > 0 &&
    html`<section aria-labelledby="related">
<h2 id="related">Related requirements</h2>
${
      explicit.length > MANY_RELATED
        ? html`<details><summary>${requirementsCounted(explicit.length)} that belong to it</summary>
${list}</details>`
        : list
    }
</section>
`
  }${
    others.length > 0 &&
    html`<section aria-labelledby="others">
<h2 id="others">Other frameworks on the same content</h2>
${requirementGroups(site, to, others)}
</section>`
  }`;
}

/** The first core requirements of each other framework that the same topics answer. */
function onSameContent(site: Site, r: Requirement): Requirement[] {
  const ids = new Set([...r.topics, ...r.any_topics].flatMap((id) => site.topic(id).requirements));
  const others = [...ids].map((id) => site.requirement(id)).filter((other) => other.level === "core" && !r.related.includes(other.id));
  return byFramework(site, others)
    .filter(([framework]) => framework.id !== r.framework)
    .flatMap(([, list]) => list.slice(0, MOST_OTHERS));
}
