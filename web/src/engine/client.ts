// The engine as the page sees it: the methods of `Workspace`, asynchronous. It keeps what was put in, so that after a
// panic a new worker can be given the same documents, without the one that caused it.
import { Connection, EngineError, type Port } from "./connection";
import type { Arguments, Method, Result } from "./protocol";
import type { Check, CheckOptions, ConfigProblem, Put } from "./types";

export { EngineError } from "./connection";

export interface Incoming {
  path: string;
  /** Bytes, or how to get them when it is this file's turn. */
  bytes: Uint8Array | (() => Promise<Uint8Array>);
}

export interface Progress {
  done: number;
  total: number;
  path: string;
}

export interface AnalyseOptions {
  signal?: AbortSignal | undefined;
  onProgress?: ((progress: Progress) => void) | undefined;
}

export interface Analysed {
  put: Put[];
  /** Files that could not be read from disk or on which the engine stopped. */
  failed: { path: string; error: unknown }[];
  cancelled: boolean;
}

/** Calls that change what the engine holds go through methods of their own. */
type Asking = Exclude<Method, "put" | "remove" | "clear" | "configure">;

export class Engine {
  #connection: Connection | undefined;
  #restoring: Promise<void> | undefined;
  #documents = new Map<string, Uint8Array>();
  #toml = "";
  #checking: Promise<unknown> | undefined;
  #newestCheck = 0;

  constructor(private readonly openPort: () => Port) {}

  /** Any question to the engine, e.g. `ask("why", path, topic)`. */
  ask<Name extends Asking>(method: Name, ...args: Arguments<Name>): Promise<Result<Name>> {
    return this.#run(method, ...args);
  }

  async put(path: string, bytes: Uint8Array): Promise<Put> {
    try {
      const put = await this.#run("put", path, bytes);
      if (put.read) this.#documents.set(path, bytes);
      else this.#documents.delete(path);
      return put;
    } catch (error) {
      if (error instanceof EngineError) throw new EngineError(error.trouble, error.detail, path);
      throw error;
    }
  }

  remove(path: string): Promise<boolean> {
    this.#documents.delete(path);
    return this.#run("remove", path);
  }

  clear(): Promise<void> {
    this.#documents.clear();
    return this.#run("clear");
  }

  configure(toml: string): Promise<ConfigProblem[]> {
    this.#toml = toml;
    return this.#run("configure", toml);
  }

  /** The newest question wins: `undefined` when another check was asked for before this one had its turn. */
  async check(options: CheckOptions): Promise<Check | undefined> {
    const mine = ++this.#newestCheck;
    await this.#checking?.catch(() => undefined);
    if (mine !== this.#newestCheck) return undefined;
    const running = this.#run("check", options);
    this.#checking = running;
    const result = await running;
    return mine === this.#newestCheck ? result : undefined;
  }

  /** Puts files one at a time, so that other questions and a cancel get their turn in between. */
  async analyseMany(files: Incoming[], { signal, onProgress }: AnalyseOptions = {}): Promise<Analysed> {
    const result: Analysed = { put: [], failed: [], cancelled: false };
    for (const [index, { path, bytes }] of files.entries()) {
      if (signal?.aborted) return { ...result, cancelled: true };
      try {
        result.put.push(await this.put(path, typeof bytes === "function" ? await bytes() : bytes));
      } catch (error) {
        // Without an engine the rest would fail in the same way.
        if (error instanceof EngineError && error.trouble === "unavailable") throw error;
        result.failed.push({ path, error });
      }
      onProgress?.({ done: index + 1, total: files.length, path });
    }
    return result;
  }

  /** After "unavailable": the next call loads the module again. */
  reset(): void {
    this.#connection?.close(new EngineError("unavailable", "reset"));
    this.#connection = undefined;
  }

  async #run<Name extends Method>(method: Name, ...args: Arguments<Name>): Promise<Result<Name>> {
    await this.#restoring;
    const connection = (this.#connection ??= new Connection(this.openPort()));
    try {
      return await connection.call(method, ...args);
    } catch (error) {
      if (error instanceof EngineError && error.trouble !== "refused" && this.#connection === connection) {
        connection.close(error);
        this.#connection = undefined;
        if (error.trouble === "panic") {
          if (method === "put") this.#documents.delete(args[0] as string);
          this.#restoring = this.#restore().finally(() => (this.#restoring = undefined));
        }
      }
      throw error;
    }
  }

  /** A new worker with the same documents. A document that stops it once more is left out, and the worker is started again. */
  async #restore(): Promise<void> {
    for (let healthy = false; !healthy; ) {
      const connection = new Connection(this.openPort());
      let path: string | undefined;
      try {
        await connection.call("configure", this.#toml);
        for (const [next, bytes] of this.#documents) {
          path = next;
          await connection.call("put", next, bytes);
        }
        this.#connection = connection;
        healthy = true;
      } catch (error) {
        connection.close(error instanceof EngineError ? error : new EngineError("panic", String(error)));
        // Not about a document: the next call will say what is wrong.
        if (path === undefined) return;
        this.#documents.delete(path);
      }
    }
  }
}

const openWorker = () => new Worker(new URL("./worker.ts", import.meta.url), { type: "module", name: "medlint" });

export const engine = new Engine(openWorker);

/** One more, for a project that is not open. `reset()` ends it. */
export const engineBeside = () => new Engine(openWorker);
