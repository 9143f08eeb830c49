// The page's state against the real engine: a Worker that runs it in this thread, one message later.
import { Workspace } from "medlint-wasm";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Answer, Call } from "../../src/engine/protocol";
import { addFiles, analysing, applicability, catalogue, check, checking, configProblems, engineError, engineState, followProject, scans, startEngine } from "../../src/state/live";
import { newProject, withDecision, withFact, withKind, withText, withoutDocuments } from "../../src/state/project";
import { change, open, project, undo } from "../../src/state/undo";
import { setLanguage } from "../../src/texts";
import { engine } from "../../src/engine/client";

/** Calls of `put`, so that a test sees what was analysed again. */
let puts: string[] = [];
let stopAt: string | undefined;

class WorkerHere {
  onmessage: ((event: MessageEvent) => void) | null = null;
  onerror: ((event: ErrorEvent) => void) | null = null;
  #workspace = new Workspace();

  postMessage({ id, method, args }: Call): void {
    setTimeout(() => {
      let answer: Answer;
      try {
        if (method === "put") {
          puts.push(String(args[0]));
          if (args[0] === stopAt) throw new WebAssembly.RuntimeError("unreachable");
        }
        const run = this.#workspace[method] as (this: Workspace, ...args: unknown[]) => unknown;
        answer = { id, ok: true, value: run.apply(this.#workspace, args) };
      } catch (error) {
        answer = { id, ok: false, trouble: error instanceof WebAssembly.RuntimeError ? "panic" : "refused", detail: String(error) };
      }
      this.onmessage?.({ data: answer } as MessageEvent);
    });
  }

  terminate(): void {
    this.onmessage = null;
  }
}

const TLS = "# Security architecture\n\n## Communication\n\nAll data between pump and server is encrypted with TLS 1.3.\n";
const bytes = (text: string) => new TextEncoder().encode(text);
const settled = () => expect.poll(() => check.value !== undefined && !checking.value, { timeout: 20_000 }).toBe(true);
const label = (n: number) => `${n} added`;

beforeAll(async () => {
  globalThis.Worker = WorkerHere as unknown as typeof Worker;
  await setLanguage("en");
  await startEngine();
  followProject();
});
beforeEach(async () => {
  open(newProject("Pump"));
  await expect.poll(() => engineState.value).toBe("ready");
  await settled();
  puts = [];
});
afterEach(() => {
  stopAt = undefined;
  engineError.value = undefined;
});

describe("the live state", () => {
  it("has the catalogue, and a check of an empty project", () => {
    expect(catalogue.value?.requirements.length).toBeGreaterThan(900);
    expect(check.value?.documents).toEqual([]);
    expect(configProblems.value).toEqual([]);
  });

  it("adds files in one step, analyses each once, and takes the step back", async () => {
    const added = await addFiles([{ path: "a.md", bytes: bytes(TLS) }, { path: "b.md", bytes: async () => bytes("# B\n") }], label);
    expect(added).toMatchObject({ cancelled: false, unreadable: [] });
    await settled();
    expect(puts).toEqual(["a.md", "b.md"]);
    expect(check.value?.documents.map(({ path }) => path)).toEqual(["a.md", "b.md"]);
    expect(scans.value.get("a.md")).toMatchObject({ read: true, document: { topics: { "transport-encryption": { state: "shown" } } } });
    undo();
    await expect.poll(() => check.value?.documents).toEqual([]);
    expect(scans.value.size).toBe(0);
    expect(await engine.ask("paths")).toEqual([]);
  });

  it("takes no binaries, says so, and keeps what it had under that path", async () => {
    change("typed", (p) => withText(p, "a.md", TLS));
    await expect.poll(() => check.value?.documents.length).toBe(1);
    const added = await addFiles([{ path: "a.md", bytes: new Uint8Array([80, 75, 0, 0]) }], label);
    expect(added.scans).toEqual([{ read: false, path: "a.md", reason: "binary" }]);
    change("another", (p) => withText(p, "b.md", "# B\n"));
    await expect.poll(() => check.value?.documents.map(({ path }) => path)).toEqual(["a.md", "b.md"]);
    expect(scans.value.get("a.md")).toMatchObject({ read: true });
    expect(await engine.ask("source", "a.md")).toBe(TLS);
  });

  it("judges an edited text anew, and only that one", async () => {
    await addFiles([{ path: "a.md", bytes: bytes("# Architecture\n") }, { path: "b.md", bytes: bytes("# B\n") }], label);
    await settled();
    puts = [];
    const before = check.value;
    change("edited", (p) => withText(p, "a.md", TLS));
    await expect.poll(() => check.value !== before).toBe(true);
    expect(puts).toEqual(["a.md"]);
    expect(scans.value.get("a.md")).toMatchObject({ document: { topics: { "transport-encryption": { state: "shown" } } } });
  });

  it("follows kinds, facts and decisions", async () => {
    await addFiles([{ path: "notes/x.md", bytes: bytes(TLS) }], label);
    change("kind", (p) => withKind(p, "notes/x.md", "threat-model"));
    await expect.poll(() => check.value?.documents[0]?.kind).toEqual({ value: "threat-model", because: "config" });
    const first = catalogue.value!.requirements.find(({ when }) => when.includes("networked"))!;
    change("fact", (p) => withFact(p, "networked", true));
    await expect.poll(() => applicability.value[first.id]?.value).toBe("yes");
    change("decided", (p) => withDecision(p, first.id, { status: "met", reason: "see SOP-7" }));
    await expect.poll(() => check.value?.requirements.find(({ id }) => id === first.id)).toMatchObject({ status: "met", decision: { reason: "see SOP-7" } });
  });

  it("adds nothing when cancelled, and puts back what was replaced meanwhile", async () => {
    change("typed", (p) => withText(p, "a.md", TLS));
    await expect.poll(() => check.value?.documents.length).toBe(1);
    const stop = new AbortController();
    const files = ["a.md", "b.md", "c.md"].map((path) => ({ path, bytes: bytes("# New\n") }));
    const added = await addFiles(files, label, { signal: stop.signal, onProgress: ({ done }) => done === 2 && stop.abort() });
    expect(added.cancelled).toBe(true);
    await expect.poll(() => engine.ask("source", "a.md")).toBe(TLS);
    expect(await engine.ask("paths")).toEqual(["a.md"]);
    expect(project.value.documents.map(({ path }) => path)).toEqual(["a.md"]);
  });

  it("goes on without a document that stops the engine", async () => {
    await addFiles([{ path: "a.md", bytes: bytes(TLS) }], label);
    stopAt = "bad.md";
    const added = await addFiles([{ path: "bad.md", bytes: bytes("# Bad\n") }, { path: "c.md", bytes: bytes("# C\n") }], label);
    expect(added.scans).toContainEqual({ read: false, path: "bad.md", reason: "stopped" });
    await settled();
    expect(project.value.documents.map(({ path }) => path)).toEqual(["a.md", "c.md"]);
    await expect.poll(() => check.value?.documents.map(({ path }) => path)).toEqual(["a.md", "c.md"]);
    expect(await engine.ask("paths")).toEqual(["a.md", "c.md"]);
  });

  it("reads another project when it is opened, and nothing is left of the one before", async () => {
    await addFiles([{ path: "old.md", bytes: bytes(TLS) }], label);
    await settled();
    const many = Array.from({ length: 6 }, (_, n) => `n${n}.md`);
    let told = false;
    const stop = analysing.subscribe((now) => (told ||= now !== undefined));
    open(many.reduce((p, path) => withText(p, path, `# ${path}\n`), newProject("Other")));
    await expect.poll(() => check.value?.documents.map(({ path }) => path)).toEqual(many);
    stop();
    expect(told).toBe(true);
    expect([...scans.value.keys()]).toEqual(many);
    change("removed", (p) => withoutDocuments(p, many.slice(1)));
    await expect.poll(() => check.value?.documents.length).toBe(1);
    expect([...scans.value.keys()]).toEqual(["n0.md"]);
  });
});
