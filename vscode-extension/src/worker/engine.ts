// The server as the worker knows it, and what goes over the border between worker and extension.

/** The language server in WebAssembly. Messages are JSON of the language server protocol. */
export interface Engine {
  /** Takes a message in; gives those that go out. */
  receive(json: string): string[];
  /** Does a piece of the work that waits. */
  work(): { messages: string[]; more: boolean };
}

/** The first message: the bytes of the module. All others are messages for the server, as JSON. */
export interface Start {
  module: Uint8Array;
}

export type ToWorker = Start | string;

/** The last message of a worker that cannot go on, with the reason. */
export interface Broken {
  broken: string;
}

/** Messages of the server, as JSON, in their order. */
export type FromWorker = string[] | Broken;
