// medlint in Emacs, without a terminal, with both of its clients: the configurations of docs/editors.md, then what a writer does (check.el).
// `--client=eglot` or `--client=lsp-mode` for one of them.
import { execFileSync, spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { needs, provide } from "../install/programs.mjs";
import { configuration } from "../manual.mjs";
import { environment, exampleWithGap, gap } from "../work.mjs";

const PATIENCE = 180_000;

/** @type {Record<string, { heading: string, need: import("../install/programs.mjs").Need }>} */
const clients = {
  eglot: { heading: "Emacs with eglot", need: needs.eglot },
  "lsp-mode": { heading: "Emacs with lsp-mode", need: needs.lspMode },
};

const asked = process.argv.find((argument) => argument.startsWith("--client="))?.split("=")[1];
for (const [name, { heading, need }] of Object.entries(clients).filter(([name]) => asked === undefined || asked === name)) {
  const work = exampleWithGap();
  try {
    const [emacs = ""] = provide(needs.emacs, needs.markdownMode, need);
    const init = join(work.place, "init.el");
    writeFileSync(init, configuration(heading));
    console.log(`${execFileSync(emacs, ["--version"], { encoding: "utf8" }).split("\n")[0]}, ${name}`);
    // The root of a project is where its version control is.
    execFileSync("git", ["init", "--quiet", work.folder]);
    const script = fileURLToPath(new URL("check.el", import.meta.url));
    const run = spawnSync(emacs, ["--batch", "--load", script], {
      cwd: work.folder,
      env: { ...environment(work.place), INIT: init, CLIENT: name, GAP: JSON.stringify(gap) },
      encoding: "utf8",
      timeout: PATIENCE,
    });
    console.log(run.stdout.trimEnd());
    if (run.error) throw run.error;
    if (run.status !== 0) throw new Error(`${run.stderr.trim().split("\n").slice(-15).join("\n")}\nEmacs with ${name} ended with ${run.status ?? run.signal}`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  } finally {
    work.remove();
  }
}
