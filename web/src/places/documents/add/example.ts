// The example set, which lies beside the page as files of their own.
import type { Candidate } from "./sortOut";

interface Manifest {
  files: { path: string; size: number }[];
}

export async function exampleFiles(): Promise<Candidate[]> {
  const { files }: Manifest = await (await get("manifest.json")).json();
  return files.map(({ path, size }) => ({
    path,
    size,
    chosen: false,
    read: async () => new Uint8Array(await (await get(path)).arrayBuffer()),
  }));
}

async function get(path: string): Promise<Response> {
  const response = await fetch(`./example/${path.split("/").map(encodeURIComponent).join("/")}`);
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response;
}
