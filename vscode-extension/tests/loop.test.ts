import { describe, expect, test } from "vitest";
import type { Engine, FromWorker } from "../src/worker/engine";
import { serve, type Host } from "../src/worker/loop";

/** A server that needs one step of work for each message it got. */
class Counting implements Engine {
  received: string[] = [];
  waiting = 0;

  receive(json: string): string[] {
    if (json === "panic") throw new Error("unreachable");
    this.received.push(json);
    this.waiting++;
    return json === "request" ? ["answer"] : [];
  }

  work(): { messages: string[]; more: boolean } {
    if (this.received.includes("bad work")) throw new Error("work failed");
    this.waiting = Math.max(0, this.waiting - 1);
    return { messages: [`${this.waiting} left`], more: this.waiting > 0 };
  }
}

function setUp(load: Host["load"]) {
  const posted: FromWorker[] = [];
  const tasks: (() => void)[] = [];
  const send = serve({ load, post: (message) => posted.push(message), later: (task) => tasks.push(task) });
  const step = () => tasks.shift()?.();
  return { posted, tasks, send, step };
}

async function started(engine = new Counting()) {
  const worker = setUp(async () => engine);
  worker.send({ module: new Uint8Array() });
  await Promise.resolve();
  return { ...worker, engine };
}

describe("the worker", () => {
  test("messages that come before the server is ready are kept in order", async () => {
    const engine = new Counting();
    const { send } = setUp(async () => engine);
    send("first");
    send({ module: new Uint8Array() });
    send("second");
    await new Promise((resolve) => setTimeout(resolve));
    expect(engine.received).toEqual(["first", "second"]);
  });

  test("answers go out at once, work waits and is scheduled once", async () => {
    const { send, posted, tasks } = await started();
    send("edit");
    send("edit");
    send("request");
    expect(posted).toEqual([["answer"]]);
    expect(tasks).toHaveLength(1);
  });

  test("works until nothing is left, letting messages in between", async () => {
    const { send, posted, tasks, step } = await started();
    send("edit");
    send("edit");
    step();
    send("request");
    step();
    step();
    step();
    expect(posted).toEqual([["1 left"], ["answer"], ["1 left"], ["0 left"]]);
    expect(tasks).toHaveLength(0);
  });

  test("a server that fails is told once and then left alone", async () => {
    for (const bad of ["panic", "bad work"]) {
      const { send, posted, step } = await started();
      send(bad);
      step();
      send("request");
      step();
      expect(posted).toHaveLength(1);
      expect(posted[0]).toHaveProperty("broken");
    }
  });

  test("a module that cannot be loaded is told", async () => {
    const { send, posted } = setUp(() => Promise.reject(new Error("no module")));
    send({ module: new Uint8Array() });
    await new Promise((resolve) => setTimeout(resolve));
    expect(posted).toEqual([{ broken: expect.stringContaining("no module") }]);
  });
});
