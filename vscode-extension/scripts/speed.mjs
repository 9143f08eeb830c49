// How long the server in a worker of Node takes from an edit to its findings: `node scripts/speed.mjs WORKSPACE EDITS FILE...`, after a build. Writes JSON:
// milliseconds from the start of the worker to the answer of `initialize`, to the first findings, and of each edit in each file. Used by `cargo xtask server-bench`.
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";

const [workspace, edits, ...files] = process.argv.slice(2);
const dist = join(import.meta.dirname, "..", "dist");
const root = pathToFileURL(workspace).href;
const module = readFileSync(join(dist, "medlint.wasm"));
const documents = readdirSync(workspace, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => relative(workspace, join(entry.parentPath, entry.name)));

/** A server in a worker, with the files of the workspace. */
class Client {
  #worker = new Worker(join(dist, "worker.node.js"));
  #id = 0;
  #waiting = new Set();

  constructor() {
    this.#worker.on("message", (messages) => messages.map(JSON.parse).forEach((message) => this.#take(message)));
    this.#worker.postMessage({ module });
  }

  async start() {
    const begun = performance.now();
    const params = { processId: null, workspaceFolders: [{ uri: root, name: "workspace" }], capabilities: {}, initializationOptions: { files: "client" } };
    this.#send({ id: ++this.#id, method: "initialize", params });
    await this.#until(({ id, method }) => id === this.#id && !method);
    const taken = performance.now() - begun;
    this.#send({ method: "initialized", params: {} });
    return taken;
  }

  /** Sends a notification and waits for the findings of a version of a document. */
  async findings(method, params, uri, version) {
    const sent = performance.now();
    this.#send({ method, params });
    await this.#until((message) => message.method === "textDocument/publishDiagnostics" && message.params.uri === uri && message.params.version >= version);
    return performance.now() - sent;
  }

  /** Waits until nothing has come for two seconds. */
  async quiet() {
    while (await Promise.race([this.#until(() => true).then(() => true), new Promise((done) => setTimeout(done, 2000, false))]));
  }

  end() {
    return this.#worker.terminate();
  }

  #take(message) {
    if (message.method && message.id !== undefined) this.#send({ id: message.id, result: this.#answer(message) });
    for (const waiting of this.#waiting) {
      if (waiting.wanted(message)) {
        this.#waiting.delete(waiting);
        waiting.done();
      }
    }
  }

  #answer({ method, params }) {
    if (method === "medlint/listFiles") return { files: documents, configs: [], others: [], complete: true };
    if (method === "medlint/readFiles") {
      return { files: params.uris.map((uri) => ({ uri, text: readFileSync(new URL(uri), "utf8") })) };
    }
    return null;
  }

  #until(wanted) {
    return new Promise((done) => this.#waiting.add({ wanted, done }));
  }

  #send(message) {
    this.#worker.postMessage(JSON.stringify({ jsonrpc: "2.0", ...message }));
  }
}

const result = { initialize: 0, first: 0, edits: [] };
for (const [n, file] of files.entries()) {
  const uri = pathToFileURL(join(workspace, file)).href;
  const text = readFileSync(join(workspace, file), "utf8");
  const client = new Client();
  const started = await client.start();
  const opened = { textDocument: { uri, languageId: "markdown", version: 1, text } };
  const first = await client.findings("textDocument/didOpen", opened, uri, 1);
  if (n === 0) Object.assign(result, { initialize: started, first });
  await client.quiet();
  const lines = text.split("\n");
  const line = lines.findIndex((line, n) => n >= lines.length / 2 && line.length > 20);
  const times = [];
  for (let version = 2; version < Number(edits) + 2; version++) {
    const at = { line, character: 8 + version };
    const change = { range: { start: at, end: at }, text: version % 7 === 0 ? " " : "e" };
    const params = { textDocument: { uri, version }, contentChanges: [change] };
    times.push(await client.findings("textDocument/didChange", params, uri, version));
  }
  result.edits.push(times);
  await client.end();
}
process.stdout.write(JSON.stringify(result));
