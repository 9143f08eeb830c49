// Finds words in requirements, whatever their case and accents, and where they stand, for highlighting.
import type { Catalogue } from "../../engine/types";

/** One letter for one letter, so that places stay the same. */
export function fold(text: string): string {
  // Nearly all of the catalogue, and much quicker.
  if (/^[\x00-\x7f]*$/.test(text)) return text.toLowerCase();
  let folded = "";
  for (const char of text) {
    const plain = char.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
    folded += plain.length === char.length ? plain : char;
  }
  return folded;
}

/** By requirement, all that can be found of it. */
export function makeIndex(catalogue: Catalogue): Map<string, string> {
  const titles = new Map(catalogue.topics.map(({ id, title }) => [id, `${title} ${id}`]));
  return new Map(
    catalogue.requirements.map(({ id, clause, section, title, text, topics, any_topics }) => {
      const about = [...topics, ...any_topics].map((topic) => titles.get(topic) ?? topic);
      return [id, fold([id, clause, section, title, text, ...about].join("\n"))];
    }),
  );
}

export function wordsOf(query: string): string[] {
  return fold(query).split(/\s+/).filter(Boolean);
}

export function finds(found: string | undefined, words: readonly string[]): boolean {
  return found !== undefined && words.every((word) => found.includes(word));
}

export interface Part {
  text: string;
  hit: boolean;
}

export function highlight(text: string, words: readonly string[]): Part[] {
  if (words.length === 0) return [{ text, hit: false }];
  const folded = fold(text);
  const hit = new Uint8Array(text.length);
  for (const word of words) {
    for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + word.length)) hit.fill(1, at, at + word.length);
  }
  const parts: Part[] = [];
  for (let start = 0; start < text.length; ) {
    let end = start + 1;
    while (end < text.length && hit[end] === hit[start]) end++;
    parts.push({ text: text.slice(start, end), hit: hit[start] === 1 });
    start = end;
  }
  return parts;
}
