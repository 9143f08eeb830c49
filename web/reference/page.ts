import { address, linksFrom, type Links } from "./addresses";
import { html, Html, type Part } from "./html";
import type { Site } from "./site";
import { text } from "./texts";

/** The content of one page; `render` puts the frame around it. */
export interface Page {
  /** From the folder `reference/`. */
  address: string;
  /** Of the window, without the name of the site. */
  title: string;
  /** For search engines and previews of links. */
  description: string;
  /** Pages above this one, outermost first; the reference itself is added. */
  trail: readonly { title: string; to: string }[];
  body: Html;
  /** Only the start page runs a script. */
  script?: string;
}

/** The same policy as the application has; the reference needs less of it. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'";

const PARTS = [
  { title: text.nav.frameworks, to: address.frameworks, below: ["frameworks/", "requirements/"] },
  { title: text.nav.topics, to: address.topics, below: ["topics/"] },
  { title: text.nav.kinds, to: address.kinds, below: ["kinds/"] },
  { title: text.nav.rules, to: address.rules, below: ["rules/"] },
  { title: text.nav.facts, to: address.facts, below: [] },
  { title: text.nav.citations, to: address.citations, below: [] },
  { title: text.nav.words, to: address.words, below: [] },
];

export function render(site: Site, page: Page): string {
  const to = linksFrom(page.address);
  const { version, catalogue } = site.catalogue.tool;
  return `<!doctype html>
${html`<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${page.title} · ${text.site}</title>
<meta name="description" content="${shortened(page.description, 200)}">
<link rel="icon" href="${to.app("icon.svg")}" type="image/svg+xml">
<link rel="stylesheet" href="${to(address.styles)}">
${page.script && html`<script src="${to(page.script)}" defer></script>\n`}</head>
<body>
<a class="skip" href="#content">${text.skip}</a>
<header class="top"><div class="frame">
<p class="brand"><a href="${to(address.home)}"><b>${text.brand}</b> ${text.home.toLowerCase()}</a></p>
<nav aria-label="${text.main}"><ul>
${PARTS.map((part) => navigation(page, part, to))}<li><a href="${to(address.home)}#search">${text.search}</a></li>
</ul></nav>
<p class="app"><a href="${to.app("#/checklist")}">${text.openApp}</a></p>
</div></header>
<main id="content" class="frame" tabindex="-1">
${page.trail.length > 0 && breadcrumb(page, to)}${page.body}
</main>
<footer class="bottom"><div class="frame">
<p>${text.prevails} ${text.judge}</p>
<p>${text.footer(version, catalogue)}</p>
</div></footer>
</body>
</html>
`.text}`;
}

function navigation(page: Page, part: (typeof PARTS)[number], to: Links): Html {
  const here = page.address === part.to;
  const inside = part.below.some((folder) => page.address.startsWith(folder));
  const current = here ? html` aria-current="page"` : inside ? html` aria-current="true"` : "";
  return html`<li><a href="${to(part.to)}"${current}>${part.title}</a></li>\n`;
}

function breadcrumb(page: Page, to: Links): Html {
  const steps = [{ title: text.home, to: address.home as string }, ...page.trail];
  return html`<nav class="trail" aria-label="${text.here}"><ol>${steps.map(
    (step) => html`<li><a href="${to(step.to)}">${step.title}</a></li>`,
  )}</ol></nav>
`;
}

/** Cut at the end of a word. */
export function shortened(long: string, most: number): string {
  if (long.length <= most) return long;
  return `${long.slice(0, long.lastIndexOf(" ", most - 1)).replace(/[\s,;:.]+$/, "")} …`;
}

/** The head of a page: what sort of thing it is, its id, its title. */
export function heading(sort: Part, title: string, lead: Part): Html {
  return html`<header class="head">
<p class="sort">${sort}</p>
<h1>${title}</h1>
<p class="lead">${lead}</p>
</header>`;
}

/** Links to the neighbours in an order. */
export function neighbours(
  to: Links,
  label: string,
  before: { title: string; to: string } | undefined,
  after: { title: string; to: string } | undefined,
): Html {
  return html`<nav class="neighbours" aria-label="${label}">
${before && html`<a rel="prev" href="${to(before.to)}"><small>Previous</small> ${before.title}</a>`}
${after && html`<a rel="next" href="${to(after.to)}"><small>Next</small> ${after.title}</a>`}
</nav>`;
}
