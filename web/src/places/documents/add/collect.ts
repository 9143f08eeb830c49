// From what the browser hands over (a drop, a chosen folder) to candidates with their relative paths.
import { isLeftAlone, LIMITS, type Candidate } from "./sortOut";

/** More entries than anybody's documentation has. */
export class TooManyEntries extends Error {}

export async function fromInput(files: FileList): Promise<Candidate[]> {
  if (files.length > LIMITS.entries) throw new TooManyEntries();
  const found: Candidate[] = [];
  // A copy: the list is emptied with its input.
  for (const [index, file] of [...files].entries()) {
    // The browser asks the disk for the size of each file, and the page waits for it.
    if (index % 20 === 19) await new Promise((resolve) => setTimeout(resolve));
    found.push(fromFile(file, file.webkitRelativePath || file.name, file.webkitRelativePath === ""));
  }
  return found;
}

/** Must be called within the drop event: the browser takes the entries away after it. */
export function fromDrop(data: DataTransfer): Promise<Candidate[]> {
  const entries = [...data.items].filter(({ kind }) => kind === "file").map((item) => item.webkitGetAsEntry() ?? item.getAsFile());
  return walk(entries.filter((entry) => entry !== null));
}

async function walk(dropped: (FileSystemEntry | File)[]): Promise<Candidate[]> {
  const found: Candidate[] = [];
  const waiting = dropped.map((entry) => ({ entry, chosen: true }));
  for (let seen = 0; waiting.length > 0; seen++) {
    if (seen > LIMITS.entries) throw new TooManyEntries();
    const { entry, chosen } = waiting.pop()!;
    if (entry instanceof File) {
      found.push(fromFile(entry, entry.name, chosen));
    } else if (isLeftAlone(entry.fullPath)) {
      continue;
    } else if (isDirectory(entry)) {
      for (const inside of await listOf(entry)) waiting.push({ entry: inside, chosen: false });
    } else if (isFile(entry)) {
      found.push(await fromEntry(entry, chosen));
    }
  }
  return found.sort((a, b) => (a.path < b.path ? -1 : 1));
}

async function fromEntry(entry: FileSystemFileEntry, chosen: boolean): Promise<Candidate> {
  try {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
    return fromFile(file, entry.fullPath, chosen);
  } catch (error) {
    // Gone or locked: said with the others when it is its turn.
    return { path: entry.fullPath, size: 0, chosen, read: () => Promise.reject(error) };
  }
}

function fromFile(file: File, path: string, chosen: boolean): Candidate {
  return { path, size: file.size, chosen, read: async () => new Uint8Array(await file.arrayBuffer()) };
}

/** A directory gives its entries a hundred at a time, and none when it is through. */
async function listOf(directory: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = directory.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve) => reader.readEntries(resolve, () => resolve([])));
    if (some.length === 0 || all.length > LIMITS.entries) return all;
    all.push(...some);
  }
}

function isDirectory(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}
