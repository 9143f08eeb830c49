export type Sort = "framework" | "topic" | "kind" | "rule" | "requirement" | "fact" | "citation";
/** Sort, id, title, text. */
export type Entry = readonly [sort: Sort, id: string, title: string, text: string];

/** Words of a query, as they are compared. */
export function wordsOf(query: string): string[] {
  return query.toLowerCase().split(/\s+/).filter((word) => word !== "");
}

/** Entries in which every word of the query begins a word or is a part of the id; best first. */
export function find(entries: readonly Entry[], query: string): Entry[] {
  const words = wordsOf(query);
  if (words.length === 0) return [];
  return entries
    .map((entry) => ({ entry, score: score(entry, words) }))
    .filter((hit) => hit.score > 0)
    .sort((a, b) => b.score - a.score)
    .map((hit) => hit.entry);
}

function score([sort, id, title, text]: Entry, words: readonly string[]): number {
  // A topic or a kind explains more than one of the many requirements about it.
  let sum = sort === "requirement" || sort === "citation" ? 0 : 4;
  for (const word of words) {
    const best = Math.max(inId(id.toLowerCase(), word), 12 * begins(title, word), 4 * begins(text, word));
    if (best === 0) return 0;
    sum += best;
  }
  return sum;
}

function inId(id: string, word: string): number {
  if (id === word) return 100;
  if (id.startsWith(word)) return 40;
  return id.includes(word) ? 10 : 0;
}

/** 2 for a whole word, 1 for the beginning of one. */
function begins(text: string, word: string): 0 | 1 | 2 {
  const lower = text.toLowerCase();
  let best: 0 | 1 | 2 = 0;
  for (let at = lower.indexOf(word); at >= 0; at = lower.indexOf(word, at + 1)) {
    if (at > 0 && isLetter(lower[at - 1])) continue;
    if (!isLetter(lower[at + word.length])) return 2;
    best = 1;
  }
  return best;
}

function isLetter(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}]/u.test(character);
}

/** Pieces of a text; every second one is a beginning of a word that was looked for. */
export function marked(text: string, words: readonly string[]): string[] {
  if (words.length === 0) return [text];
  const patterns = words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return text.split(new RegExp(`(?<![\\p{L}\\p{N}])(${patterns.join("|")})`, "giu"));
}

/** The part of a long text in which the first of the words stands. */
export function excerpt(text: string, words: readonly string[], most = 180): string {
  if (text.length <= most) return text;
  const [before = ""] = marked(text, words);
  const start = before.length === text.length || before.length < most - 40 ? 0 : text.indexOf(" ", before.length - 60) + 1;
  const end = text.length - start <= most ? text.length : text.lastIndexOf(" ", start + most);
  return `${start > 0 ? "… " : ""}${text.slice(start, end)}${end < text.length ? " …" : ""}`;
}
