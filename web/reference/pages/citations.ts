import { address, linksFrom } from "../addresses";
import { html, outward, sentence } from "../html";
import { heading, type Page } from "../page";
import { grouped, type Site } from "../site";
import { text } from "../texts";

export function citationsPage(site: Site): Page {
  const to = linksFrom(address.citations);
  const kinds = grouped(site.catalogue.citations.map((citation) => [citation.kind, citation] as const));
  return {
    address: address.citations,
    title: "Superseded citations",
    description: text.about.citations,
    trail: [],
    body: html`<article>
${heading("Superseded citations", "What should not be relied on any more", text.about.citations)}
<div class="flow lists">
<p>Only what a document relies on is reported: words like “formerly” or “disabled” beside it make it harmless. See <a href="${to(address.rule("M108"))}">M108</a>.</p>
${[...kinds].map(
  ([kind, citations]) => html`<section aria-labelledby="kind-${kind}">
<h2 id="kind-${kind}">${text.citationKinds[kind]}</h2>
${citations.map(
  (citation) => html`<section class="anchored" id="${citation.id}" aria-label="${citation.title}">
<h3>${citation.title}</h3>
<dl class="tests">
<div><dt>Use instead</dt><dd>${citation.superseded_by}</dd></div>
<div><dt>Since</dt><dd>${citation.since}</dd></div>
<div><dt>Severity</dt><dd>${text.severities[citation.severity]}</dd></div>
<div><dt>Source</dt><dd>${outward(citation.source, citation.source)}</dd></div>
</dl>
${citation.note && html`<p class="quiet">${sentence(citation.note)}</p>\n`}</section>
`,
)}</section>
`,
)}</div>
</article>`,
  };
}
