import { Marked } from "marked";
import { Html, escape } from "./html";
import { text } from "./texts";

/**
 * Renders the examples of the catalogue. They are excerpts of documents, not parts of our pages: their headings must not
 * enter the page's outline, their links lead nowhere, and markup in them is text.
 */
const marked = new Marked({
  gfm: true,
  renderer: {
    html: ({ text: markup }) => escape(markup),
    heading({ tokens }) {
      return `<p class="heading">${this.parser.parseInline(tokens)}</p>\n`;
    },
    link({ tokens }) {
      return `<u>${this.parser.parseInline(tokens)}</u>`;
    },
    image: ({ text: alternative }) => escape(alternative),
    checkbox: ({ checked }) => (checked ? "[x] " : "[ ] "),
    // Classes that name a language would be taken from the text as they are.
    code: ({ text: code }) => `<pre><code>${escape(code)}</code></pre>\n`,
    // Alignment would be an attribute of presentation; and a wide table scrolls on its own.
    table(token) {
      const row = (cells: typeof token.header, tag: string) =>
        `<tr>${cells.map((cell) => `<${tag}>${this.parser.parseInline(cell.tokens)}</${tag}>`).join("")}</tr>`;
      return (
        `<div class="scroll" tabindex="0" role="group" aria-label="${escape(text.table)}"><table>` +
        `<thead>${row(token.header, "th")}</thead><tbody>${token.rows.map((cells) => row(cells, "td")).join("")}</tbody></table></div>\n`
      );
    },
  },
});

export function markdown(source: string): Html {
  return new Html(marked.parse(source, { async: false }).trim());
}
