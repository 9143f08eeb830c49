// The module itself, as an address of its own.
declare module "medlint-wasm/medlint_wasm_bg.wasm?url" {
  const url: string;
  export default url;
}
