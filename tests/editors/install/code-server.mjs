// VS Code for tests: code-server is the whole workbench of VS Code for a browser, as an npm package. VS Code's own test tools fetch an editor from
// a place of Microsoft's; this one comes from the npm registry, like everything else here.
//
// It is put together in steps, each remembered when it is done, so that an interrupted installation goes on where it stopped and a finished
// one costs nothing. Its versions are exact: each of its three parts has an npm-shrinkwrap.json.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { alone, cacheFolder } from "./cache.mjs";
import { needs, provide } from "./programs.mjs";

export const VERSION = "4.99.4";

// Modules of the workbench in machine code. Whether they were built is found out by loading them: npm's answer does not tell, because a
// step of node-pty fails that comes after its compilation.
const NATIVE = ["native-watchdog", "@vscode/spdlog", "@parcel/watcher", "kerberos", "node-pty"];

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {() => void} run
 */

/**
 * Installs code-server when it is not there yet.
 * @returns {Promise<string>} the program, to be run with `node`
 */
export async function provideCodeServer() {
  // Modules in machine code fit one version of Node's interface.
  const folder = join(cacheFolder(), `code-server-${VERSION}-node-${process.versions.modules}`);
  const program = join(folder, "node_modules", "code-server", "out", "node", "entry.js");
  if (isDone(folder, "all") && existsSync(program)) return program;
  if (process.versions.node.split(".")[0] !== "20") {
    console.log(`code-server ${VERSION} is made for Node 20; this is ${process.version}, which may fail. Node 20 is sure to work.`);
  }
  await alone(folder, () => {
    if (isDone(folder, "all")) return;
    console.log(`installing code-server ${VERSION} in ${folder}: about a minute, once`);
    build(folder, program);
  });
  return program;
}

/**
 * @param {string} folder
 * @param {string} program
 */
function build(folder, program) {
  const [ripgrep = ""] = provide(needs.ripgrep, needs.kerberos);
  const server = join(folder, "node_modules", "code-server");
  const workbench = join(server, "lib", "vscode");
  mkdirSync(folder, { recursive: true });
  /** @type {Step[]} */
  const steps = [
    {
      name: "package",
      run: () => {
        writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, dependencies: { "code-server": VERSION } }, null, 2));
        npm(folder, "install", "--ignore-scripts", "--no-audit", "--no-fund");
      },
    },
    { name: "passwords", run: () => npm(folder, "rebuild", "argon2") },
    { name: "workbench", run: () => npm(workbench, "install", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund") },
    { name: "native", run: () => buildNative(workbench) },
    {
      name: "links",
      run: () => {
        const bin = join(workbench, "node_modules", "@vscode", "ripgrep", "bin");
        mkdirSync(bin, { recursive: true });
        link(ripgrep, join(bin, "rg"));
        link("node_modules", join(workbench, "node_modules.asar"));
      },
    },
    { name: "extensions", run: () => npm(join(workbench, "extensions"), "install", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund") },
    { name: "all", run: () => void execFileSync(process.execPath, [program, "--version"], { stdio: ["ignore", "ignore", "inherit"] }) },
  ];
  for (const step of steps) {
    if (isDone(folder, step.name)) continue;
    try {
      step.run();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new Error(
        `code-server ${VERSION} could not be installed: step "${step.name}" failed in ${folder}\n${reason}\n` +
          "The tests in a real VS Code need it; they are not skipped. Ways out: run this again (it goes on with this step); check that npm reaches its\n" +
          `registry (npm view code-server version); on another system than Debian see ${import.meta.filename ?? "install/code-server.mjs"} for what it needs;\n` +
          `or remove ${folder} and begin anew.`,
      );
    }
    mark(folder, step.name);
  }
}

/** @param {string} workbench */
function buildNative(workbench) {
  let complaint = "";
  try {
    npm(workbench, "rebuild", ...NATIVE);
  } catch (error) {
    complaint = error instanceof Error ? error.message : String(error);
  }
  for (const module of NATIVE) {
    try {
      execFileSync(process.execPath, ["--eval", `require(${JSON.stringify(module)})`], { cwd: workbench, stdio: "pipe" });
    } catch (error) {
      throw new Error(`${module} was not built: ${error instanceof Error ? error.message : error}\n${complaint}`);
    }
  }
}

/**
 * @param {string} folder
 * @param {...string} args
 */
function npm(folder, ...args) {
  const onWindows = process.platform === "win32";
  try {
    execFileSync(onWindows ? "npm.cmd" : "npm", args, { cwd: folder, stdio: "pipe", encoding: "utf8", maxBuffer: 1 << 28, shell: onWindows });
  } catch (error) {
    const said = /** @type {{ stderr?: string }} */ (error).stderr ?? "";
    throw new Error(`npm ${args.join(" ")} failed:\n${said.trim().split("\n").slice(-12).join("\n")}`);
  }
}

/**
 * @param {string} target
 * @param {string} path
 */
function link(target, path) {
  rmSync(path, { recursive: true, force: true });
  symlinkSync(target, path);
}

// A step is done for one version of this recipe: after a change of this file everything is made anew.
const RECIPE = createHash("sha256").update(readFileSync(new URL(import.meta.url))).digest("hex").slice(0, 12);

/**
 * @param {string} folder
 * @param {string} step
 */
function isDone(folder, step) {
  try {
    return readFileSync(join(folder, `.done-${step}`), "utf8") === RECIPE;
  } catch {
    return false;
  }
}

/**
 * @param {string} folder
 * @param {string} step
 */
function mark(folder, step) {
  writeFileSync(join(folder, `.done-${step}`), RECIPE);
}
