// medlint in Neovim, without a window: the configuration of docs/editors.md, then what a writer does (check.lua).
import { execFileSync, spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { needs, provide } from "../install/programs.mjs";
import { configuration } from "../manual.mjs";
import { environment, exampleWithGap, gap } from "../work.mjs";

const PATIENCE = 120_000;

const [neovim = ""] = provide(needs.neovim);
const version = /^NVIM v(\d+)\.(\d+)\.(\d+)/.exec(execFileSync(neovim, ["--version"], { encoding: "utf8" }));
if (!version) throw new Error(`${neovim} does not say which version it is`);
const minor = Number(version[1]) * 1000 + Number(version[2]);

// The newest configuration that this Neovim understands, or the one that is asked for.
const asked = process.argv.find((argument) => argument.startsWith("--configuration="))?.split("=")[1];
const heading = asked ?? (minor >= 11 ? "Neovim 0.11 and later" : minor >= 8 ? "Neovim 0.8 to 0.10" : "Neovim 0.7");

const work = exampleWithGap();
try {
  const init = join(work.place, "init.lua");
  writeFileSync(init, configuration(heading));
  const script = fileURLToPath(new URL("check.lua", import.meta.url));
  console.log(`${version[0]}, configuration "${heading}"`);
  const run = spawnSync(neovim, ["--headless", "-u", init, "-i", "NONE", "-n", gap.path, "-c", `luafile ${script}`], {
    cwd: work.folder,
    env: { ...environment(work.place), GAP: JSON.stringify(gap) },
    encoding: "utf8",
    timeout: PATIENCE,
  });
  // Neovim writes with CR LF, because it thinks that a terminal is there.
  console.log(`${run.stdout}${run.stderr}`.replaceAll("\r", "").trimEnd());
  if (run.error) throw run.error;
  if (run.status !== 0) throw new Error(`Neovim ended with ${run.status ?? run.signal}`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  work.remove();
}
