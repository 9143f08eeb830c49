// Owns the engine, away from the page's thread. Loads it once and answers calls in the order in which they arrive.
import init, { Workspace } from "medlint-wasm";
import wasmUrl from "medlint-wasm/medlint_wasm_bg.wasm?url";
import type { Answer, Call, Trouble } from "./protocol";

const loading = init({ module_or_path: new URL(wasmUrl, self.location.href) }).then(() => new Workspace());
// Each call reports it; without this line the browser would report it once more.
loading.catch(() => undefined);

function answer(message: Answer): void {
  self.postMessage(message);
}

self.addEventListener("message", async ({ data: { id, method, args } }: MessageEvent<Call>) => {
  let trouble: Trouble = "unavailable";
  try {
    const workspace = await loading;
    trouble = "refused";
    const run = workspace[method] as (this: Workspace, ...args: unknown[]) => unknown;
    answer({ id, ok: true, value: run.apply(workspace, args) });
  } catch (error) {
    // A panic of Rust ends as a trap; the memory of the module cannot be trusted after it.
    if (error instanceof WebAssembly.RuntimeError) trouble = "panic";
    answer({ id, ok: false, trouble, detail: error instanceof Error ? error.message : String(error) });
  }
});
