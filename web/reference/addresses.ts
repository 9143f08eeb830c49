/**
 * Where each page is, from the folder `reference/`. These addresses are a promise (README.md): diagnostics in editors,
 * terminals and CI link to them.
 */

/** Identifiers become file names, so they must not be able to leave their folder. */
function safe(id: string): string {
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(id)) throw new Error(`${JSON.stringify(id)} cannot be a part of an address`);
  return id;
}

export const address = {
  home: "index.html",
  requirements: "requirements/index.html",
  requirement: (id: string) => `requirements/${safe(id)}.html`,
  topics: "topics/index.html",
  topic: (id: string) => `topics/${safe(id)}.html`,
  kinds: "kinds/index.html",
  kind: (id: string) => `kinds/${safe(id)}.html`,
  kindRequirements: (id: string) => `kinds/${safe(id)}/requirements.html`,
  rules: "rules/index.html",
  rule: (code: string) => `rules/${safe(code)}.html`,
  frameworks: "frameworks/index.html",
  framework: (id: string) => `frameworks/${safe(id)}.html`,
  facts: "facts.html",
  fact: (id: string) => `facts.html#${safe(id)}`,
  citations: "citations.html",
  citation: (id: string) => `citations.html#${safe(id)}`,
  words: "words.html",
  word: (list: string, id: string) => `words.html#${safe(list)}-${safe(id)}`,
  styles: "reference.css",
  search: "search.js",
  searchIndex: "search-index.js",
} as const;

/** Relative links from one page: they hold below any path, and for files on a disk. */
export interface Links {
  (to: string): string;
  /** A place of the web application, `#/checklist`. */
  app(fragment: string): string;
}

export function linksFrom(page: string): Links {
  const folder = page.split("/").slice(0, -1);
  const links = (to: string): string => {
    const [path = "", fragment] = to.split("#");
    const there = path.split("/");
    let shared = 0;
    while (shared < folder.length && shared < there.length - 1 && folder[shared] === there[shared]) shared += 1;
    const way = path === page ? "" : "../".repeat(folder.length - shared) + there.slice(shared).join("/");
    return fragment === undefined ? way || (there.at(-1) ?? "") : `${way}#${fragment}`;
  };
  return Object.assign(links, { app: (fragment: string) => "../".repeat(folder.length + 1) + fragment });
}
