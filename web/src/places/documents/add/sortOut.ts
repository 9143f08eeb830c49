// Which of the files that somebody drops are documents, which is the medlint.toml, and why the others are not read.
// Looks at names and sizes only; contents are read one at a time later.
import { cleanPath, extensionOf, folderOf, nameOf } from "./paths";

export interface Candidate {
  path: string;
  size: number;
  read: () => Promise<Uint8Array>;
  /** Chosen itself, not found in a folder that was chosen. */
  chosen: boolean;
}

/** `format`: not a text; `config`: a further medlint.toml; the rest says itself only when the file is read. */
export type Reason = "format" | "too-large" | "config" | "binary" | "stopped" | "unreadable";

export interface Refused {
  path: string;
  reason: Reason;
}

export interface SortedOut {
  documents: Candidate[];
  config: Candidate | undefined;
  refused: Refused[];
}

export const LIMITS = {
  /** Bytes of one file. The longest documentation in one text is a hundredth of it. */
  file: 16 * 1024 * 1024,
  /** Bytes of everything that is added at once. */
  together: 256 * 1024 * 1024,
  documents: 5000,
  /** Entries that are looked at in folders before giving up: somebody dropped the whole disk. */
  entries: 50_000,
} as const;

const TEXTS = new Set(["md", "markdown", "mdown", "mkd", "mkdn", "mdx", "qmd", "txt", "text", "rst", "rest", "adoc", "asciidoc"]);
const NO_TEXTS = new Set(
  ("doc docx docm dot dotx odt ott rtf pages pdf epub html htm xhtml tex xls xlsx xlsm ods numbers csv ppt pptx odp key vsd vsdx drawio " +
    "png jpg jpeg gif svg webp bmp tif tiff ico mp3 mp4 mov avi zip gz tgz 7z rar tar exe dll so bin iso wasm json yaml yml xml").split(" "),
);
/** Made by programs for themselves; nobody misses them in a list of what was not read. */
const LEFT_ALONE = /(^|\/)(\.[^/]*|node_modules|__MACOSX|Thumbs\.db|desktop\.ini)(\/|$)/;

export function isLeftAlone(path: string): boolean {
  return LEFT_ALONE.test(path);
}

export function sortOut(files: readonly Candidate[]): SortedOut {
  const clean = files.map((file) => ({ ...file, path: cleanPath(file.path) })).filter(({ path }) => path !== "" && !isLeftAlone(path));
  const configs = clean.filter(({ path }) => nameOf(path) === "medlint.toml").sort((a, b) => depth(a.path) - depth(b.path));
  const config = configs[0];
  const sorted: SortedOut = { documents: [], config, refused: [] };
  for (const file of clean) {
    if (file === config) continue;
    // Patterns in a medlint.toml count from its own folder.
    const path = config ? below(folderOf(config.path), file.path) : file.path;
    const reason = reasonAgainst(file);
    if (reason) sorted.refused.push({ path, reason });
    else sorted.documents.push({ ...file, path });
  }
  if (config && config.size > LIMITS.file) {
    sorted.refused.push({ path: config.path, reason: "too-large" });
    sorted.config = undefined;
  }
  return sorted;
}

/** Why nothing at all is added, if so. */
export function tooMuch({ documents }: SortedOut): "files" | "bytes" | undefined {
  if (documents.length > LIMITS.documents) return "files";
  return documents.reduce((sum, { size }) => sum + size, 0) > LIMITS.together ? "bytes" : undefined;
}

function reasonAgainst({ path, size, chosen }: Candidate): Reason | undefined {
  if (nameOf(path) === "medlint.toml") return "config";
  const extension = extensionOf(path);
  // Whoever chooses one file means it: whether an unknown kind of file is text shows when it is read.
  if (!TEXTS.has(extension) && (!chosen || NO_TEXTS.has(extension))) return "format";
  return size > LIMITS.file ? "too-large" : undefined;
}

function below(folder: string, path: string): string {
  return path.startsWith(folder) ? path.slice(folder.length) : path;
}

function depth(path: string): number {
  return path.split("/").length;
}
