// JSON Schemas from the types of the package. Keys that no type names are refused.
import { join } from "node:path";
import { createGenerator } from "ts-json-schema-generator";
import { root, wasm } from "../places.mjs";

const generators = new Map();

/** `open` allows further keys: what is published must, since later versions add some. */
export function schemaOf(type, { open = false } = {}) {
  const generator =
    generators.get(open) ??
    createGenerator({
      path: join(wasm, "tests/schema/outputs.ts"),
      tsconfig: join(wasm, "tests/schema/tsconfig.json"),
      additionalProperties: open,
      topRef: false,
      sortProps: false,
    });
  generators.set(open, generator);
  return generator.createSchema(type);
}

/** Outputs that other programs may rely on, with the version that the output itself names. */
export const published = [
  { type: "Assessment", file: join(root, "docs/schema/assessment-1.schema.json"), title: "Output of medlint check --format json" },
  { type: "Scan", file: join(root, "docs/schema/scan-1.schema.json"), title: "Output of medlint scan --format json" },
  { type: "Diff", file: join(root, "docs/schema/diff-1.schema.json"), title: "Output of medlint diff --format json" },
  { type: "Baseline", file: join(root, "docs/schema/baseline-1.schema.json"), title: "medlint-baseline.json, written by medlint baseline" },
  { type: "Manifest", file: join(root, "docs/schema/manifest-1.schema.json"), title: "Output of medlint check --format manifest" },
  { type: "SelftestRecord", file: join(root, "docs/schema/selftest-1.schema.json"), title: "Output of medlint selftest --format json" },
];

export function publishedText({ type, title }) {
  const { $schema, ...schema } = schemaOf(type, { open: true });
  return `${JSON.stringify({ $schema, title, ...schema }, null, 2)}\n`;
}
