// Programs and libraries of the system that the tests need. On Debian they are installed when they are missing and that is allowed; elsewhere
// the message says what to install. Nothing is skipped because something is missing.
import { execFileSync, spawnSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";

/**
 * @typedef {object} Need
 * @property {string} name what is asked for, as people call it
 * @property {string[]} debian packages of Debian that have it
 * @property {() => string | undefined} find its path, when it is there
 */

/**
 * Path of a program: what the environment names, or the first one on the path.
 * @param {string[]} names
 * @param {string} [variable] environment variable that may name it
 * @returns {string | undefined}
 */
export function onPath(names, variable) {
  const named = variable && process.env[variable];
  if (named) return runnable(named) ? named : undefined;
  const folders = (process.env.PATH ?? "").split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(runnable);
}

/**
 * @param {string[]} paths
 * @returns {string | undefined}
 */
export function firstFile(paths) {
  return paths.find((path) => existsSync(path));
}

/**
 * Where Emacs finds a library, its own or of a package.
 * @param {string} name
 * @returns {string | undefined}
 */
function emacsLibrary(name) {
  const emacs = onPath(["emacs"], "EMACS_PROGRAM");
  if (!emacs) return undefined;
  const ask = `(progn (package-initialize) (princ (or (locate-library "${name}") "")))`;
  return spawnSync(emacs, ["--batch", "--eval", ask], { encoding: "utf8" }).stdout?.trim() || undefined;
}

/** @type {Record<"chromium" | "neovim" | "emacs" | "eglot" | "lspMode" | "markdownMode" | "ripgrep" | "kerberos", Need>} */
export const needs = {
  chromium: {
    name: "Chromium (or name yours in CHROMIUM)",
    debian: ["chromium"],
    find: () => onPath(["chromium", "chromium-browser", "google-chrome"], "CHROMIUM"),
  },
  neovim: { name: "Neovim (or name yours in NEOVIM)", debian: ["neovim"], find: () => onPath(["nvim"], "NEOVIM") },
  emacs: { name: "Emacs (or name yours in EMACS_PROGRAM)", debian: ["emacs-nox"], find: () => onPath(["emacs"], "EMACS_PROGRAM") },
  eglot: { name: "eglot for Emacs", debian: ["elpa-eglot"], find: () => emacsLibrary("eglot") },
  lspMode: { name: "lsp-mode for Emacs", debian: ["elpa-lsp-mode"], find: () => emacsLibrary("lsp-mode") },
  markdownMode: { name: "markdown-mode for Emacs", debian: ["elpa-markdown-mode"], find: () => emacsLibrary("markdown-mode") },
  ripgrep: { name: "ripgrep", debian: ["ripgrep"], find: () => onPath(["rg"]) },
  kerberos: {
    name: "the header files of Kerberos",
    debian: ["libkrb5-dev"],
    find: () => firstFile(["/usr/include/gssapi/gssapi.h", "/usr/local/include/gssapi/gssapi.h", "/opt/homebrew/include/gssapi/gssapi.h"]),
  },
};

/**
 * Makes sure that all of them are there.
 * @param {...Need} wanted
 * @returns {string[]} their paths, in the same order
 */
export function provide(...wanted) {
  const missing = wanted.filter((need) => !need.find());
  if (missing.length > 0) installWithApt(missing);
  return wanted.map((need) => {
    const path = need.find();
    if (!path) throw new Error(`${need.name} is missing, also after it was installed: ${need.debian.join(" ")}`);
    return path;
  });
}

/** @param {Need[]} missing */
function installWithApt(missing) {
  const packages = missing.flatMap((need) => need.debian);
  const what = `missing: ${missing.map((need) => need.name).join(", ")}`;
  const apt = "/usr/bin/apt-get";
  if (process.getuid?.() !== 0 || !existsSync(apt)) {
    throw new Error(`${what}\nInstall it, then run this again. On Debian: apt-get install ${packages.join(" ")}`);
  }
  console.log(`${what}\napt-get install ${packages.join(" ")}`);
  const environment = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  try {
    execFileSync(apt, ["update", "-qq"], { stdio: "inherit", env: environment });
    execFileSync(apt, ["install", "-y", "-qq", "--no-install-recommends", ...packages], { stdio: "inherit", env: environment });
  } catch (error) {
    throw new Error(`${what}\napt-get could not install ${packages.join(" ")}: ${error instanceof Error ? error.message : error}`);
  }
}

/** @param {string} path */
function runnable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
