// The types of everything the engine takes and gives, under one name for the rest of the page.
export type * from "medlint-wasm";
