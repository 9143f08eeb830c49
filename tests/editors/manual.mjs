// Configurations out of docs/editors.md: the tests run what the page tells people to write, so that it cannot be wrong unnoticed.
import { readFileSync } from "node:fs";

const PAGE = new URL("../../docs/editors.md", import.meta.url);

/**
 * The first block of code under a heading.
 * @param {string} heading its words
 * @returns {string}
 */
export function configuration(heading) {
  const lines = readFileSync(PAGE, "utf8").split("\n");
  const from = lines.findIndex((line) => /^#+ /.test(line) && line.replace(/^#+ /, "") === heading);
  if (from < 0) throw new Error(`docs/editors.md has no heading "${heading}"`);
  const open = lines.findIndex((line, index) => index > from && line.startsWith("```"));
  const close = lines.indexOf("```", open + 1);
  if (open < 0 || close < 0 || lines.slice(from + 1, open).some((line) => /^#+ /.test(line))) throw new Error(`no code under "${heading}" in docs/editors.md`);
  return lines.slice(open + 1, close).join("\n") + "\n";
}
