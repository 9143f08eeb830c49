// One worker and the calls that wait for its answers.
import type { Answer, Arguments, Call, Method, Result, Trouble } from "./protocol";

/** What the connection needs of a Worker. */
export interface Port {
  postMessage(message: Call): void;
  terminate(): void;
  onmessage: ((event: MessageEvent) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
}

export class EngineError extends Error {
  constructor(
    readonly trouble: Trouble,
    /** The engine's own words: for a report of the error, not for the visitor. */
    readonly detail: string,
    /** The document that caused it, when it was one. */
    readonly path: string | undefined = undefined,
  ) {
    super(`engine ${trouble}: ${detail}`);
    this.name = "EngineError";
  }
}

interface Waiting {
  resolve(value: unknown): void;
  reject(error: EngineError): void;
}

export class Connection {
  #next = 1;
  #waiting = new Map<number, Waiting>();

  constructor(private readonly port: Port) {
    port.onmessage = ({ data }: MessageEvent<Answer>) => {
      const waiting = this.#waiting.get(data.id);
      this.#waiting.delete(data.id);
      if (data.ok) waiting?.resolve(data.value);
      else waiting?.reject(new EngineError(data.trouble, data.detail));
    };
    // The script of the worker itself could not be loaded or failed outside a call.
    port.onerror = (event) => this.close(new EngineError("unavailable", event.message || "the worker did not start"));
  }

  call<Name extends Method>(method: Name, ...args: Arguments<Name>): Promise<Result<Name>> {
    return new Promise((resolve, reject) => {
      const id = this.#next++;
      this.#waiting.set(id, { resolve: resolve as (value: unknown) => void, reject });
      this.port.postMessage({ id, method, args });
    });
  }

  /** Ends the worker; whoever still waits gets the error. */
  close(error: EngineError): void {
    this.port.terminate();
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}
