import type { Requirement } from "medlint-wasm";
import { address, type Links } from "./addresses";
import { html, Html } from "./html";
import { byFramework, type Site } from "./site";
import { shortName } from "./texts";

/** Requirements one below the other: id, title, strength. */
export function requirementRows(to: Links, requirements: readonly Requirement[]): Html {
  return html`<ul class="rows">
${requirements.map(
  (r) => html`<li><a class="id" href="${to(address.requirement(r.id))}">${r.id}</a> <span>${r.title}</span> <span class="strength ${r.strength}">${r.strength}</span></li>
`,
)}</ul>`;
}

/** The same under the name of each framework. */
export function requirementGroups(site: Site, to: Links, requirements: readonly Requirement[]): Html {
  return html`${byFramework(site, requirements).map(
    ([framework, list]) => html`<h3><a href="${to(address.framework(framework.id))}">${shortName(framework)}</a></h3>
${requirementRows(to, list)}
`,
  )}`;
}
