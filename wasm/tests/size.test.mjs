// How large the engine is on its way to a visitor, and how quick it is there. docs/performance.md has the figures.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { brotliCompressSync } from "node:zlib";
import { built, example, filesBelow } from "./places.mjs";

/**
 * More than this is a surprise; lower it when the engine gets smaller. Bytes, compressed with brotli. About 48,000 of them are the self-test: mutations, a
 * set of documents, the record; and about as many what the reports of the page got: comparisons, the checklist of Annex I, thresholds.
 */
const LIMIT = 1_070_000;

test("the engine does not grow unseen", () => {
  const module = readFileSync(join(built, "medlint_wasm_bg.wasm"));
  const size = brotliCompressSync(module).length;
  console.log(`engine with catalogue and tables: ${module.length} bytes, ${size} with brotli`);
  assert.ok(size <= LIMIT, `${size} bytes are more than ${LIMIT}`);
});

test("a document of 58 kB takes as long as is printed, ten such documents ten times as long", async () => {
  const { Workspace } = await import(join(built, "node.js"));
  const files = filesBelow(example).filter((name) => name.startsWith("docs/"));
  const text = files.map((name) => readFileSync(join(example, name), "utf8")).join("\n");
  const workspace = new Workspace();
  const time = (bytes, rounds) => {
    const times = Array.from({ length: rounds }, () => {
      const start = performance.now();
      workspace.put("document.md", bytes);
      return performance.now() - start;
    });
    return times.sort((a, b) => a - b)[Math.floor(rounds / 2)];
  };
  const of = (length) => new TextEncoder().encode(text.repeat(Math.ceil(length / text.length)).slice(0, length));
  time(of(58_000), 20);
  const one = time(of(58_000), 21);
  const ten = time(of(580_000), 5);
  console.log(`58 kB: ${one.toFixed(1)} ms; 580 kB: ${ten.toFixed(1)} ms`);
  assert.ok(ten < one * 20, "the time grows faster than the text");
});
