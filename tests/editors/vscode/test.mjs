// medlint in a real VS Code, with the packed extension, as a writer uses it. `--host=node` runs it in Node (the desktop), `--host=web` in a worker of
// the browser (vscode.dev), `--host=native` in Node with the command as server (`medlint.server.path`); without, all are done one after the other.
// VSIX names the package, MEDLINT the command that results are compared with.
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { exampleWithGap, medlint } from "../work.mjs";
import { journey } from "./journey.mjs";
import { Server } from "./server.mjs";
import { Workbench } from "./workbench.mjs";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const vsix = resolve(process.env.VSIX || join(ROOT, "vscode-extension", "medlint.vsix"));
const remains = process.env.MEDLINT_TEST_REMAINS || join(ROOT, "target", "editor-tests");

for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(1));

const asked = process.argv.find((argument) => argument.startsWith("--host="))?.split("=")[1];
/** @type {Record<string, { words: string, host: import("./server.mjs").Host, native?: boolean }>} */
const variants = {
  node: { words: "in Node", host: "node" },
  web: { words: "in a worker of the browser", host: "web" },
  native: { words: "in Node, with the command as server", host: "node", native: true },
};
if (asked !== undefined && !variants[asked]) throw new Error(`--host is one of ${Object.keys(variants).join(", ")}`);
for (const name of Object.keys(variants).filter((one) => asked === undefined || one === asked)) await run(name);

/** @param {string} name */
async function run(name) {
  const { words, host, native } = variants[name] ?? { words: name, host: "node" };
  console.log(`VS Code, extension ${words}`);
  const work = exampleWithGap();
  let at = "the start";
  /** @type {Server | undefined} */
  let server;
  /** @type {Workbench | undefined} */
  let workbench;
  try {
    const ran = join(work.place, "ran");
    /** @type {Record<string, unknown>} */
    const settings = native ? { "medlint.server.path": commandThatLeaves(ran, work.place) } : {};
    // Beside the editor, the list of problems is as high as the window.
    settings["workbench.panel.defaultLocation"] = "right";
    server = await Server.start({ vsix, host, folder: work.folder, settings });
    workbench = await Workbench.open(server);
    for (const [what, step] of Object.entries(journey)) {
      at = what;
      const started = performance.now();
      await step(workbench, host);
      console.log(`  ${what} (${Math.round(performance.now() - started)} ms)`);
    }
    at = "which server it was";
    if (existsSync(ran) !== Boolean(native)) throw new Error(native ? "the command was not started" : "the command was started");
  } catch (error) {
    process.exitCode = 1;
    console.error(`FAILED: ${at}\n`, error);
    await keepRemains(name, server, workbench);
  } finally {
    await workbench?.close();
    await server?.stop();
    work.remove();
  }
}

/**
 * The command, such that a file shows that it was started.
 * @param {string} trace the file
 * @param {string} place where it is put
 */
function commandThatLeaves(trace, place) {
  const path = join(place, "medlint");
  writeFileSync(path, `#!/bin/sh\n: > '${trace}'\nexec '${medlint()}' "$@"\n`, { mode: 0o755 });
  return path;
}

/**
 * Keeps a picture of the window and what the server wrote.
 * @param {string} name
 * @param {Server | undefined} server
 * @param {Workbench | undefined} workbench
 */
async function keepRemains(name, server, workbench) {
  mkdirSync(remains, { recursive: true });
  if (server) writeFileSync(join(remains, `${name}.log`), server.said);
  await workbench?.page.screenshot({ path: join(remains, `${name}.png`) }).catch((error) => console.error(`no picture: ${error}`));
  console.error(`what it looked like: ${remains}`);
}
