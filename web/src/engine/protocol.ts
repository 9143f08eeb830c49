// What the page and the engine's worker say to each other: a call with a number, and one answer with the same number.
import type { Workspace } from "medlint-wasm";

type Callable<T> = { [Name in keyof T]: T[Name] extends (...args: never[]) => unknown ? Name : never }[keyof T];

/** Methods of the engine that can be called from the page. */
export type Method = Exclude<Callable<Workspace>, "free" | typeof Symbol.dispose>;
export type Arguments<Name extends Method> = Parameters<Workspace[Name]>;
export type Result<Name extends Method> = ReturnType<Workspace[Name]>;

export interface Call {
  id: number;
  method: Method;
  args: unknown[];
}

/** `unavailable`: the module did not load. `panic`: it stopped and must be started anew. `refused`: it said no, and goes on. */
export type Trouble = "unavailable" | "panic" | "refused";

export type Answer =
  | { id: number; ok: true; value: unknown }
  | { id: number; ok: false; trouble: Trouble; detail: string };
