// Which names are those of documents. The same rules as the command's (cli/src/walk.rs), so that editor and CI see one set.

/** Extensions of documents. */
export const DOCUMENTS: readonly string[] = [
  "md", "markdown", "mdown", "mkd", "mkdn", "mdx", "qmd", "txt", "text", "rst", "rest", "adoc", "asciidoc",
];

/** Beginnings of names that are texts, but no documents of a device. */
const NOT_OURS: readonly string[] = [
  "licence", "license", "copying", "notice.", "notice-", "cmakelists.txt", "requirements.txt", "requirements-",
  "robots.txt", "constraints.txt",
];

/** Folders of other people's files. */
const FOREIGN: readonly string[] = ["node_modules", "bower_components", ".git"];

export const CONFIG = "medlint.toml";

/** Matches documents and what decides about them, for watchers and document selectors of the editor. */
export const DOCUMENT_GLOB = `**/*.{${DOCUMENTS.join(",")}}`;

export function isForeign(folderName: string): boolean {
  return FOREIGN.includes(folderName);
}

/** Whether a file is a document by its name; `include` are patterns of medlint.toml. */
export function isDocument(path: string, include: readonly string[] = []): boolean {
  const name = nameOf(path).toLowerCase();
  const dot = name.lastIndexOf(".");
  if (dot < 0 || !DOCUMENTS.includes(name.slice(dot + 1))) return false;
  return !NOT_OURS.some((beginning) => name.startsWith(beginning)) || include.some((pattern) => pattern.toLowerCase().endsWith(name));
}

/** Hidden files and folders that patterns name (`.github/SECURITY.md`): only these are looked at. */
export function hiddenNames(include: readonly string[]): Set<string> {
  const parts = include.flatMap((pattern) => pattern.split("/"));
  return new Set(parts.filter((part) => part.length > 1 && part.startsWith(".") && part !== ".."));
}

/** The strings of `include = [...]` in a medlint.toml. The server reads the file properly; this is only for the walk. */
export function includePatterns(config: string): string[] {
  const withoutComments = config.replace(/("(?:[^"\\\n]|\\.)*"|'[^'\n]*')|#[^\n]*/g, (_, text: string | undefined) => text ?? "");
  const list = /^\s*(?:documents\.)?include\s*=\s*\[((?:[\s,]|"(?:[^"\\\n]|\\.)*"|'[^'\n]*')*)\]/m.exec(withoutComments)?.[1] ?? "";
  return [...list.matchAll(/"((?:[^"\\\n]|\\.)*)"|'([^'\n]*)'/g)].map((match) => match[1] ?? match[2] ?? "");
}

export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
