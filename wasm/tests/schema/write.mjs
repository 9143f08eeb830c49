// `npm run schemas`: brings docs/schema up to date with the types.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { published, publishedText } from "./schemas.mjs";

for (const output of published) {
  mkdirSync(dirname(output.file), { recursive: true });
  writeFileSync(output.file, publishedText(output));
  console.log(output.file);
}
