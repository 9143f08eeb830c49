import type { Kind } from "medlint-wasm";
import { address, linksFrom, type Links } from "../addresses";
import { html, Html, listed, sentence } from "../html";
import { requirementGroups } from "../lists";
import { heading, neighbours, type Page } from "../page";
import type { Site } from "../site";
import { requirementsCounted, text } from "../texts";

export function kindPage(site: Site, kind: Kind): Page {
  const at = address.kind(kind.id);
  const to = linksFrom(at);
  const all = site.catalogue.kinds;
  const place = all.indexOf(kind);
  const near = (other: Kind | undefined) => other && { title: other.title, to: address.kind(other.id) };
  const count = site.requirementsExpectedIn(kind.id).length;
  return {
    address: at,
    title: `Document: ${kind.title}`,
    description: `What the document "${kind.title}" of a medical device should say about cybersecurity, in order, with suggested headings.`,
    trail: [{ title: text.nav.kinds, to: address.kinds }],
    body: html`<article>
${heading(html`Kind of document <span class="id">${kind.id}</span>`, kind.title, lead(kind))}
<div class="flow">
${outline(site, to, kind)}
<section aria-labelledby="requirements">
<h2 id="requirements">Requirements that expect it</h2>
<p>${
      count === 0
        ? "No requirement expects its answer in such a document."
        : html`<a href="${to(address.kindRequirements(kind.id))}">${requirementsCounted(count)}</a> ${count === 1 ? "expects its" : "expect their"} answer in such a document. What another document of the set shows counts as well.`
    }</p>
</section>
<section aria-labelledby="recognised">
<h2 id="recognised">How it is recognised</h2>
<p>Say it in the front matter of the document, and nothing has to be guessed:</p>
<pre><code>---
medlint: ${kind.id}
---</code></pre>
${kind.names.length > 0 && html`<p>Otherwise by its title, its file name or its content. Titles such as ${listed(kind.names.map((name) => html`<q>${name}</q>`), "or")} say what it is.</p>`}
</section>
</div>
${neighbours(to, text.nav.kinds, near(all[place - 1]), near(all[place + 1]))}
</article>`,
  };
}

/** The meaning, unless the title says it already. */
function lead(kind: Kind): string {
  return kind.meaning.toLowerCase() === kind.title.toLowerCase() ? text.about.kinds : sentence(kind.meaning);
}

function outline(site: Site, to: Links, kind: Kind): Html {
  return html`<section aria-labelledby="outline">
<h2 id="outline">What it should show</h2>
${
    kind.topics.length === 0
      ? html`<p>Nothing is missed in it, but what it shows counts for the set.</p>`
      : html`<p>In the usual order, each with a heading that fits. A set of documents shows more than one document; what stands in another one is not missed here.</p>
<ol class="outline">
${kind.topics.map(({ topic, heading: title, weight }) => {
  const { title: name, shown_when } = site.topic(topic);
  return html`<li><p class="entry"><b>${title}</b> <span class="weight w${weight}">${text.weights[weight]}</span></p>
<p class="quiet"><a href="${to(address.topic(topic))}">${name}</a>: ${shown_when}</p></li>
`;
})}</ol>
<p class="quiet">${([3, 2, 1] as const).map((weight, at) => html`${at > 0 && "; "}<b>${text.weights[weight]}</b>: ${text.weightMeanings[weight]}`)}.</p>`
  }
</section>`;
}

/** All requirements that expect their answer in a kind of document: too many for its own page. */
export function kindRequirementsPage(site: Site, kind: Kind): Page {
  const at = address.kindRequirements(kind.id);
  const to = linksFrom(at);
  const requirements = site.requirementsExpectedIn(kind.id);
  return {
    address: at,
    title: `Requirements for: ${kind.title}`,
    description: `${requirementsCounted(requirements.length)} that expect their answer in the document "${kind.title}".`,
    trail: [
      { title: text.nav.kinds, to: address.kinds },
      { title: kind.title, to: address.kind(kind.id) },
    ],
    body: html`<article>
${heading(html`Kind of document <span class="id">${kind.id}</span>`, `Requirements for: ${kind.title}`, html`${requirementsCounted(requirements.length)} ${requirements.length === 1 ? "expects its" : "expect their"} answer in such a document.`)}
<div class="flow lists">
<h2 class="unseen">By framework</h2>
${requirementGroups(site, to, requirements)}
</div>
</article>`,
  };
}
