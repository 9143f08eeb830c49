import { describe, expect, it } from "vitest";
import { Engine, EngineError } from "../../src/engine/client";
import type { Port } from "../../src/engine/connection";
import type { Answer, Call } from "../../src/engine/protocol";

/** A worker that answers with `reply`, one message later. */
function worker(reply: (call: Call) => unknown, log: string[] = []): () => Port {
  return () => {
    const port: Port = {
      onmessage: null,
      onerror: null,
      terminate: () => void log.push("terminated"),
      postMessage(call) {
        log.push(`${call.method} ${String(call.args[0])}`);
        queueMicrotask(() => {
          let answer: Answer;
          try {
            answer = { id: call.id, ok: true, value: reply(call) };
          } catch (error) {
            answer = { id: call.id, ok: false, trouble: error === "load" ? "unavailable" : "panic", detail: String(error) };
          }
          port.onmessage?.({ data: answer } as MessageEvent);
        });
      },
    };
    return port;
  };
}

const bytes = new Uint8Array([65]);
const read = ({ method, args }: Call) => (method === "put" ? { read: true, path: args[0] } : undefined);

describe("the engine's client", () => {
  it("starts anew after a panic, with the same documents but the one that caused it", async () => {
    const log: string[] = [];
    const engine = new Engine(worker((call) => {
      if (call.args[0] === "bad.md") throw "panic";
      return read(call);
    }, log));
    await engine.configure("toml");
    await engine.put("good.md", bytes);
    const error = await engine.put("bad.md", bytes).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(EngineError);
    expect(error).toMatchObject({ trouble: "panic", path: "bad.md" });
    await engine.ask("paths");
    expect(log.slice(log.indexOf("terminated"))).toEqual(["terminated", "configure toml", "put good.md", "paths undefined"]);
  });

  it("says when the module cannot be loaded, and tries again when asked", async () => {
    let loads = false;
    const engine = new Engine(worker(() => {
      if (!loads) throw "load";
      return [];
    }));
    await expect(engine.ask("paths")).rejects.toMatchObject({ trouble: "unavailable" });
    loads = true;
    await expect(engine.ask("paths")).resolves.toEqual([]);
  });

  it("lets the newest check win", async () => {
    let checks = 0;
    const engine = new Engine(worker(() => ({ number: ++checks })));
    const all = await Promise.all([engine.check({}), engine.check({}), engine.check({})]);
    expect(all.map(Boolean)).toEqual([false, false, true]);
    expect(checks).toBeLessThan(3);
  });

  it("analyses one file after the other and stops when told", async () => {
    const engine = new Engine(worker(read));
    const stop = new AbortController();
    const seen: number[] = [];
    const files = ["a", "b", "c", "d"].map((path) => ({ path, bytes: async () => bytes }));
    const result = await engine.analyseMany(files, {
      signal: stop.signal,
      onProgress: ({ done }) => {
        seen.push(done);
        if (done === 2) stop.abort();
      },
    });
    expect(result).toMatchObject({ cancelled: true, put: [{ path: "a" }, { path: "b" }] });
    expect(seen).toEqual([1, 2]);
  });

  it("goes on behind a file that cannot be read", async () => {
    const engine = new Engine(worker(read));
    const gone = { path: "gone", bytes: () => Promise.reject(new Error("moved")) };
    const result = await engine.analyseMany([gone, { path: "a", bytes }]);
    expect(result.failed.map(({ path }) => path)).toEqual(["gone"]);
    expect(result.put).toHaveLength(1);
  });
});
