import type { Topic } from "medlint-wasm";
import { address, linksFrom, type Links } from "../addresses";
import { html, Html, withStop } from "../html";
import { requirementGroups } from "../lists";
import { heading, neighbours, type Page } from "../page";
import type { Site } from "../site";
import { requirementsCounted, text } from "../texts";
import { samples } from "./samples";

export function topicPage(site: Site, topic: Topic): Page {
  const at = address.topic(topic.id);
  const to = linksFrom(at);
  const area = areaTitle(site, topic);
  const all = site.catalogue.topics;
  const place = all.indexOf(topic);
  const near = (other: Topic | undefined) => other && { title: other.title, to: address.topic(other.id) };
  return {
    address: at,
    title: `Topic: ${topic.title}`,
    description: `What a document must state to show "${topic.title}": ${topic.shown_when}`,
    trail: [
      { title: text.nav.topics, to: address.topics },
      { title: area, to: `${address.topics}#${topic.area}` },
    ],
    body: html`<article>
${heading(html`Topic <span class="id">${topic.id}</span>`, topic.title, html`<b>Shown when:</b> ${withStop(topic.shown_when)}`)}
<div class="flow">
<p><b>Not enough:</b> ${withStop(topic.not_enough)}</p>
${samples(topic, 3)}
${places(site, to, topic)}
${requirements(site, to, topic)}
</div>
${neighbours(to, "Topics", near(all[place - 1]), near(all[place + 1]))}
</article>`,
  };
}

export function areaTitle(site: Site, topic: Topic): string {
  return site.catalogue.areas.find((area) => area.id === topic.area)?.title ?? topic.area;
}

function places(site: Site, to: Links, topic: Topic): Html {
  const list = site.placesOf(topic.id);
  return html`<section aria-labelledby="documents">
<h2 id="documents">Documents that should have it</h2>
${
    list.length === 0
      ? html`<p>No kind of document is expected to have it of itself; it counts wherever it is written.</p>`
      : html`<ul class="rows weighed">
${list.map(
  ({ kind, heading: title, weight }) => html`<li><a href="${to(address.kind(kind.id))}">${kind.title}</a> <span>under <q>${title}</q></span> <span class="weight w${weight}">${text.weights[weight]}</span></li>
`,
)}</ul>`
  }
</section>`;
}

function requirements(site: Site, to: Links, topic: Topic): Html {
  const count = topic.requirements.length;
  return html`<section aria-labelledby="requirements">
<h2 id="requirements">Requirements that it answers</h2>
${
    count === 0
      ? html`<p>None of the frameworks asks for it by name. It is here because reviewers ask for it.</p>`
      : html`<p>${requirementsCounted(count)}. Some of them ask for further topics, or for a certain word, beside this one.</p>
${requirementGroups(site, to, topic.requirements.map((id) => site.requirement(id)))}`
  }
</section>`;
}
