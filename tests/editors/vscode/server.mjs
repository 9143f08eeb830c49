// A VS Code of its own for one test: code-server with a fresh profile, one extension and a copy of a folder to work in.
import { execFileSync, spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { provideCodeServer } from "../install/code-server.mjs";
import { Refusal } from "./refusal.mjs";
import { fileInZip } from "./zip.mjs";

/** What makes an editor calm: no question, no news, no request of its own. Everything else is as people have it. */
const SETTINGS = {
  "security.workspace.trust.enabled": false,
  "telemetry.telemetryLevel": "off",
  "update.mode": "none",
  "update.showReleaseNotes": false,
  "extensions.autoCheckUpdates": false,
  "extensions.autoUpdate": false,
  "extensions.ignoreRecommendations": true,
  "workbench.enableExperiments": false,
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  "workbench.reduceMotion": "on",
  "workbench.welcomePage.walkthroughs.openOnInstall": false,
  "workbench.settings.enableNaturalLanguageSearch": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "chat.commandCenter.enabled": false,
  "files.autoSave": "off",
  "files.simpleDialog.enable": true,
  "editor.accessibilitySupport": "off",
  "git.enabled": false,
  // One line for each.
  "problems.defaultViewMode": "table",
};

/** @typedef {"node" | "web"} Host where the extension runs: Node, its `main`, or a worker of the browser, its `browser` */

/**
 * @typedef {object} Options
 * @property {string} vsix the packed extension
 * @property {Host} host
 * @property {string} folder copied; the editor works in the copy
 * @property {Record<string, unknown>} [settings] further user settings
 */

export class Server {
  /** @type {import("node:child_process").ChildProcess | undefined} */
  #process;
  #said = "";

  /**
   * @param {string} place a folder that is removed at the end
   * @param {string} folder that is opened
   * @param {number} port
   * @param {Manifest} extension
   * @param {Refusal} refusal
   */
  constructor(place, folder, port, extension, refusal) {
    this.place = place;
    this.folder = folder;
    this.port = port;
    this.extension = extension;
    this.refusal = refusal;
  }

  /** @param {Options} options */
  static async start(options) {
    if (!existsSync(options.vsix)) {
      throw new Error(`no packed extension at ${options.vsix}: build it (npm run package in vscode-extension), or name it in VSIX`);
    }
    const program = await provideCodeServer();
    const place = mkdtempSync(join(tmpdir(), "medlint-vscode-"));
    const folder = join(place, "work");
    cpSync(options.folder, folder, { recursive: true });
    const extension = readManifest(options.vsix);
    const refusal = await Refusal.listen();
    const server = new Server(place, folder, await freePort(), extension, refusal);
    mkdirSync(join(place, "user", "User"), { recursive: true });
    const settings = {
      ...SETTINGS,
      // What the extension asks for from Node goes through here, too.
      "http.proxy": refusal.address,
      "remote.extensionKind": { [extension.id]: [options.host === "web" ? "ui" : "workspace"] },
      ...options.settings,
    };
    writeFileSync(join(place, "user", "User", "settings.json"), JSON.stringify(settings, null, 2));
    const common = ["--user-data-dir", join(place, "user"), "--extensions-dir", join(place, "extensions"), "--config", join(place, "config.yaml")];
    writeFileSync(join(place, "config.yaml"), "");
    execFileSync(process.execPath, [program, ...common, "--install-extension", options.vsix], { stdio: "pipe" });
    await server.#run(program, [...common, "--auth", "none", "--bind-addr", `127.0.0.1:${server.port}`, "--disable-telemetry", "--disable-update-check"]);
    return server;
  }

  get address() {
    return `http://127.0.0.1:${this.port}`;
  }

  /** What the server wrote, for messages about failures. */
  get said() {
    return this.#said;
  }

  /**
   * @param {string} program
   * @param {string[]} args
   */
  async #run(program, args) {
    // Started from a terminal of a code-server, it would take itself for a part of that one.
    const { CODE_SERVER_PARENT_PID: _, ...env } = process.env;
    const child = spawn(process.execPath, [program, ...args, this.folder], { stdio: ["ignore", "pipe", "pipe"], env });
    this.#process = child;
    // Also when the test is broken off.
    process.once("exit", () => child.kill("SIGTERM"));
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (part) => void (this.#said += String(part)));
    const until = Date.now() + 60_000;
    while (!(await this.#answers())) {
      if (child.exitCode !== null || Date.now() > until) {
        await this.stop();
        throw new Error(`code-server does not answer at ${this.address}:\n${this.#said}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  async #answers() {
    try {
      return (await fetch(`${this.address}/healthz`)).ok;
    } catch {
      return false;
    }
  }

  async stop() {
    const child = this.#process;
    if (child && child.exitCode === null && child.signalCode === null) {
      const ended = new Promise((resolve) => void child.once("exit", resolve));
      child.kill("SIGTERM");
      const patience = setTimeout(() => child.kill("SIGKILL"), 5_000);
      await ended;
      clearTimeout(patience);
    }
    await this.refusal.close();
    rmSync(this.place, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

/**
 * What an extension says of itself that a test needs: ids, and the words people see for them.
 * @typedef {object} Manifest
 * @property {string} id
 * @property {Map<string, string>} commands id of a command, its words in the command palette
 * @property {Map<string, string>} views id of a view, its title
 */

/**
 * @param {string} vsix
 * @returns {Manifest}
 */
function readManifest(vsix) {
  const data = JSON.parse(fileInZip(vsix, "extension/package.json") ?? "{}");
  const texts = JSON.parse(fileInZip(vsix, "extension/package.nls.json") ?? "{}");
  /** @param {unknown} text */
  const words = (text) => String(text ?? "").replace(/^%(.*)%$/, (_, key) => texts[key]?.message ?? texts[key] ?? key);
  const contributes = data.contributes ?? {};
  /** @type {Record<string, any>[]} */
  const commands = contributes.commands ?? [];
  /** @type {Record<string, any>[]} */
  const views = Object.values(contributes.views ?? {}).flat();
  return {
    id: `${data.publisher}.${data.name}`,
    commands: new Map(commands.map((one) => [one.command, one.category ? `${words(one.category)}: ${words(one.title)}` : words(one.title)])),
    views: new Map(views.map((one) => [one.id, words(one.name)])),
  };
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => (address && typeof address !== "string" ? resolve(address.port) : reject(new Error("no free port"))));
    });
  });
}
