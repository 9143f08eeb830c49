// Whether there is anything to do in this window. Where there is not, no server is started.
import { workspace } from "vscode";
import { CONFIG, DOCUMENTS } from "../files/names";
import { rootOf } from "../files/root";
import { hasDocuments } from "../files/walk";

/** File systems of which the editor itself can search all files quickly. */
const SEARCHED = ["file", "vscode-remote"];

export async function somethingToCheck(): Promise<boolean> {
  const folders = workspace.workspaceFolders ?? [];
  if (folders.length === 0) return false;
  // Alternatives within alternatives are not understood by the editor's search.
  const names = [CONFIG, ...DOCUMENTS.map((extension) => `*.${extension}`)];
  const found = await workspace.findFiles(`**/{${names.join(",")}}`, "**/{node_modules,bower_components}/**", 1);
  if (found.length > 0) return true;
  // Others may have no search at all, and then nothing is found.
  for (const { uri } of folders) {
    if (!SEARCHED.includes(uri.scheme) && (await hasDocuments(rootOf(uri)))) return true;
  }
  return false;
}
