// The package of wasm-bindgen; scripts/build.mjs says where it is.
declare module "medlint-server" {
  import type { Engine } from "./engine";

  export function initSync(module: { module: BufferSource | WebAssembly.Module }): unknown;
  export class LanguageServer implements Engine {
    receive(json: string): string[];
    work(): { messages: string[]; more: boolean };
    free(): void;
  }
}
