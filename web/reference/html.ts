/** Markup that is known to be safe. Everything else is escaped when it enters a template. */
export class Html {
  constructor(readonly text: string) {}
}

export type Part = Html | string | number | null | undefined | false | readonly Part[];

const ESCAPES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

export function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? "");
}

function flat(part: Part): string {
  if (part === null || part === undefined || part === false) return "";
  if (part instanceof Html) return part.text;
  if (typeof part === "string") return escape(part);
  if (typeof part === "number") return String(part);
  return part.map(flat).join("");
}

/** Template of markup: what is inserted is escaped unless it is `Html`. Attributes must be quoted. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(strings.reduce((all, piece, at) => all + flat(parts[at - 1]) + piece));
}

/** Joins with commas and a last word: "a, b or c". */
export function listed(items: readonly Html[], last: string): Html {
  return html`${items.map((item, at) =>
    at === 0 ? item : html`${at === items.length - 1 ? ` ${last} ` : ", "}${item}`,
  )}`;
}

/** A sentence of the catalogue in which `backticks` mark code. */
export function prose(text: string): Html {
  return html`${text.split("`").map((piece, at) => (at % 2 === 1 ? html`<code>${piece}</code>` : piece))}`;
}

/** A link to another site, or only its text when it is not one of the web. */
export function outward(url: string, text: Part): Html {
  return /^https?:\/\//i.test(url) ? html`<a href="${url}" rel="noreferrer">${text}</a>` : html`${text}`;
}

/** The first letter as at the start of a sentence. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Ends as a sentence does. */
export function sentence(text: string): string {
  return capital(withStop(text));
}

export function withStop(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
