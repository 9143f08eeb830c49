// A folder of the editor, as the walk wants it.
import { FileType, Uri, workspace } from "vscode";
import type { Item, Root } from "./walk";

export function rootOf(folder: Uri): Root {
  return {
    async list(path) {
      try {
        const items = await workspace.fs.readDirectory(path === "" ? folder : Uri.joinPath(folder, path));
        return items.map(([name, type]): Item => ({ name, kind: kindOf(type) }));
      } catch {
        return undefined;
      }
    },
    read: (path) => readText(Uri.joinPath(folder, path)),
    ignoredAbove: () => ignoredAbove(folder),
  };
}

function kindOf(type: FileType): Item["kind"] {
  if (type === FileType.File) return "file";
  return type === FileType.Directory ? "folder" : "other";
}

async function readText(file: Uri): Promise<string | undefined> {
  try {
    return new TextDecoder().decode(await workspace.fs.readFile(file));
  } catch {
    return undefined;
  }
}

/** .gitignore files between the folder and the top of its repository, or the folder of the workspace it is in. */
async function ignoredAbove(folder: Uri): Promise<{ way: string; text: string }[]> {
  const top = workspace.getWorkspaceFolder(folder)?.uri.path ?? folder.path;
  const found: { way: string; text: string; outside: boolean }[] = [];
  let [at, way] = [folder, ""];
  let inRepository = await exists(Uri.joinPath(folder, ".git"));
  while (!inRepository && at.path !== "/" && at.path !== "") {
    const parent = Uri.joinPath(at, "..");
    if (parent.path === at.path) break;
    const name = at.path.slice(at.path.lastIndexOf("/") + 1);
    [at, way] = [parent, way === "" ? name : `${name}/${way}`];
    const text = await readText(Uri.joinPath(at, ".gitignore"));
    if (text !== undefined) found.unshift({ way, text, outside: !`${at.path}/`.startsWith(`${top}/`) });
    inRepository = await exists(Uri.joinPath(at, ".git"));
  }
  // Without a repository, what lies above the workspace is about something else.
  return found.filter(({ outside }) => inRepository || !outside);
}

async function exists(file: Uri): Promise<boolean> {
  try {
    await workspace.fs.stat(file);
    return true;
  } catch {
    return false;
  }
}
