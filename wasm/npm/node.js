// In Node the module stands beside this file and is ready at once; `init` of browsers has nothing left to do.
import { readFileSync } from "node:fs";
import { initSync } from "./medlint_wasm.js";

const instance = initSync({ module: readFileSync(new URL("./medlint_wasm_bg.wasm", import.meta.url)) });

export * from "./medlint_wasm.js";
export default async function init() {
  return instance;
}
