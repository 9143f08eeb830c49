// Paths of documents: relative, with slashes, unique within a project.

/** As a project names it: no drive, no leading or doubled slashes, no steps upwards. Empty when nothing is left. */
export function cleanPath(path: string): string {
  return path
    .normalize("NFC")
    .replace(/\\/g, "/")
    .replace(/^[A-Za-z]:\//, "")
    .split("/")
    .map((part) => part.trim())
    .filter((part) => part !== "" && part !== "." && part !== "..")
    .join("/");
}

/** What stands before the name, with its slash; empty at the top. */
export function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/") + 1);
}

export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** In lower case, without the dot; empty when there is none. `.gitignore` has none. */
export function extensionOf(path: string): string {
  const name = nameOf(path);
  const dot = name.lastIndexOf(".");
  return dot <= 0 ? "" : name.slice(dot + 1).toLowerCase();
}

/** A path like it that is still free: `plan.md` becomes `plan (2).md`. */
export function freePath(path: string, taken: (path: string) => boolean): string {
  if (!taken(path)) return path;
  const name = nameOf(path);
  const dot = name.lastIndexOf(".") > 0 ? name.lastIndexOf(".") : name.length;
  for (let number = 2; ; number++) {
    const candidate = `${folderOf(path)}${name.slice(0, dot)} (${number})${name.slice(dot)}`;
    if (!taken(candidate)) return candidate;
  }
}
