import { initSync, LanguageServer } from "medlint-server";
import type { Engine } from "./engine";

export async function load(bytes: Uint8Array): Promise<Engine> {
  // Compiled off this thread, which `initSync` alone would not do.
  initSync({ module: await WebAssembly.compile(bytes as BufferSource) });
  return new LanguageServer();
}
