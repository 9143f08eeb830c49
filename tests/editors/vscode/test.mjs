// medlint in a real VS Code, with the packed extension, as a writer uses it. `--host=node` runs it in Node (the desktop), `--host=web` in a worker of
// the browser (vscode.dev); without, both are done one after the other. VSIX names the package, MEDLINT the command that results are compared with.
import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { exampleWithGap } from "../work.mjs";
import { journey } from "./journey.mjs";
import { Server } from "./server.mjs";
import { Workbench } from "./workbench.mjs";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const vsix = resolve(process.env.VSIX || join(ROOT, "vscode-extension", "medlint.vsix"));
const remains = process.env.MEDLINT_TEST_REMAINS || join(ROOT, "target", "editor-tests");

const asked = process.argv.find((argument) => argument.startsWith("--host="))?.split("=")[1];
/** @type {import("./server.mjs").Host[]} */
const hosts = ["node", "web"];
if (asked !== undefined && !hosts.some((host) => host === asked)) throw new Error(`--host is one of ${hosts.join(", ")}`);
for (const host of hosts.filter((one) => asked === undefined || one === asked)) await run(host);

/** @param {import("./server.mjs").Host} host */
async function run(host) {
  console.log(`VS Code, extension in ${host === "node" ? "Node" : "a worker of the browser"}`);
  const work = exampleWithGap();
  let at = "the start";
  /** @type {Server | undefined} */
  let server;
  /** @type {Workbench | undefined} */
  let workbench;
  try {
    // Beside the editor, the list of problems is as high as the window.
    server = await Server.start({ vsix, host, folder: work.folder, settings: { "workbench.panel.defaultLocation": "right" } });
    workbench = await Workbench.open(server);
    for (const [what, step] of Object.entries(journey)) {
      at = what;
      const started = performance.now();
      await step(workbench, host);
      console.log(`  ${what} (${Math.round(performance.now() - started)} ms)`);
    }
  } catch (error) {
    process.exitCode = 1;
    console.error(`FAILED: ${at}\n`, error);
    await keepRemains(host, server, workbench);
  } finally {
    await workbench?.close();
    await server?.stop();
    work.remove();
  }
}

/**
 * Keeps a picture of the window and what the server wrote.
 * @param {import("./server.mjs").Host} host
 * @param {Server | undefined} server
 * @param {Workbench | undefined} workbench
 */
async function keepRemains(host, server, workbench) {
  mkdirSync(remains, { recursive: true });
  if (server) writeFileSync(join(remains, `${host}.log`), server.said);
  await workbench?.page.screenshot({ path: join(remains, `${host}.png`) }).catch((error) => console.error(`no picture: ${error}`));
  console.error(`what it looked like: ${remains}`);
}
