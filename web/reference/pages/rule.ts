import type { Rule } from "medlint-wasm";
import { address, linksFrom, type Links } from "../addresses";
import { html, Html, prose, sentence } from "../html";
import { heading, neighbours, type Page } from "../page";
import type { Site } from "../site";
import { text } from "../texts";

/** Findings about exceptions themselves: a waiver does not take them away. */
const ABOUT_SUPPRESSIONS = new Set(["M111", "M112"]);

export function rulePage(site: Site, rule: Rule): Page {
  const at = address.rule(rule.code);
  const to = linksFrom(at);
  const all = site.catalogue.rules;
  const place = all.indexOf(rule);
  const near = (other: Rule | undefined) => other && { title: `${other.code} ${other.name}`, to: address.rule(other.code) };
  return {
    address: at,
    title: `Finding ${rule.code}: ${rule.name}`,
    description: `${rule.code} (${rule.name}): ${rule.what}`,
    trail: [{ title: text.nav.rules, to: address.rules }],
    body: html`<article>
${heading(html`Finding <span class="id">${rule.code}</span>`, rule.name, prose(rule.what))}
<div class="flow">
<h2 id="why">Why it matters</h2>
<p>${prose(rule.why)}</p>
<h2 id="fix">What to do</h2>
<p>${prose(rule.fix)}</p>
<h2 id="severity">How severe it is</h2>
<p>${prose(sentence(rule.severity))}</p>
<p class="quiet">It looks at ${text.scopes[rule.scope] ?? rule.scope}.</p>
${rule.name === "superseded-citation" && html`<p><a href="${to(address.citations)}">All superseded editions and algorithms</a></p>\n`}${excuse(rule, to)}
</div>
${neighbours(to, text.nav.rules, near(all[place - 1]), near(all[place + 1]))}
</article>`,
  };
}

function excuse(rule: Rule, to: Links): Html {
  // A finding about medlint.toml has no document in which a comment could stand.
  const ofConfiguration = text.scopes[rule.scope] === text.scopes.config;
  if (ofConfiguration) {
    return html`<h2 id="excuse">How to excuse it</h2>
<p>Not at all: mend medlint.toml. An exception needs somebody who answers for it.</p>`;
  }
  return html`<h2 id="excuse">How to excuse it</h2>
<p>At one place, with a comment before the block. The reason is mandatory (<a href="${to(address.rule("M111"))}">M111</a>).</p>
<pre><code>&lt;!-- medlint-disable-next-line ${rule.code}: the reason --&gt;</code></pre>
<p>For a whole document, with a comment at its beginning:</p>
<pre><code>&lt;!-- medlint-disable ${rule.code}: the reason --&gt;</code></pre>
${
    ABOUT_SUPPRESSIONS.has(rule.code)
      ? html`<p>A waiver in medlint.toml does not take it away.</p>`
      : html`<p>For the whole set, or for certain documents, with a waiver in medlint.toml:</p>
<pre><code>[[waiver]]
finding = "${rule.code}"
reason = "Why it is right as it is"
owner = "Who answers for it"
expires = "2027-12-31"
document = "docs/legacy/**"</code></pre>
<p class="quiet"><code>owner</code>, <code>expires</code> and <code>document</code> can be left out.</p>`
  }`;
}
