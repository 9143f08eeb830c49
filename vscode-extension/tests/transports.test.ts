import "vscode-languageserver-protocol/node";
import type { Message } from "vscode-languageserver-protocol";
import { expect, test } from "vitest";
import { transportsOver, type WorkerPort } from "../src/client/transports";
import type { FromWorker, ToWorker } from "../src/worker/engine";

class Port implements WorkerPort {
  posted: ToWorker[] = [];
  terminated = 0;
  private message: (message: FromWorker) => void = () => {};
  private end: (reason: string) => void = () => {};

  post(message: ToWorker): void {
    this.posted.push(message);
  }
  onMessage(listener: (message: FromWorker) => void): void {
    this.message = listener;
  }
  onEnd(listener: (reason: string) => void): void {
    this.end = listener;
  }
  terminate(): void {
    this.terminated++;
  }
  say(message: FromWorker): void {
    this.message(message);
  }
  die(reason: string): void {
    this.end(reason);
  }
}

function setUp() {
  const port = new Port();
  const logged: string[] = [];
  const transports = transportsOver(port, new Uint8Array([1]), (words) => logged.push(words));
  const heard: Message[] = [];
  let closed = 0;
  transports.reader.onClose(() => closed++);
  return { port, logged, heard, ...transports, closed: () => closed };
}

const note = (method: string) => JSON.stringify({ jsonrpc: "2.0", method });

test("the module goes first, then messages as they are", async () => {
  const { port, writer } = setUp();
  await writer.write({ jsonrpc: "2.0", method: "initialized" } as Message);
  expect(port.posted).toEqual([{ module: new Uint8Array([1]) }, note("initialized")]);
});

test("messages that come before somebody listens are kept", () => {
  const { port, reader, heard } = setUp();
  port.say([note("a"), note("b")]);
  reader.listen((message) => heard.push(message));
  port.say([note("c")]);
  expect(heard.map((message) => (message as Message & { method: string }).method)).toEqual(["a", "b", "c"]);
});

test("a worker that broke is logged, ended once and closes the connection, so that the server is started again", () => {
  const { port, logged, closed } = setUp();
  port.say({ broken: "unreachable executed" });
  port.die("exit code 1");
  expect(logged).toEqual(["unreachable executed"]);
  expect([port.terminated, closed()]).toEqual([1, 1]);
});

test("ended on purpose, the worker goes without a word", () => {
  const { port, logged, writer, closed } = setUp();
  writer.end();
  writer.dispose();
  port.die("exit code 1");
  expect(logged).toEqual([]);
  expect([port.terminated, closed()]).toEqual([1, 0]);
});
