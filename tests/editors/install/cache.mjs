// Where large things that the tests need are kept: outside the repository, made once.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

/** @returns {string} the folder, made when it is missing */
export function cacheFolder() {
  const folder = process.env.MEDLINT_CACHE || join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "medlint");
  mkdirSync(folder, { recursive: true });
  return folder;
}

/**
 * Runs `work` while no other process of this machine does the same in this folder. What a process left behind that no longer lives does not count.
 * @template T
 * @param {string} folder
 * @param {() => T} work
 * @returns {Promise<T>}
 */
export async function alone(folder, work) {
  const lock = `${folder}.lock`;
  let told = false;
  while (!takes(lock)) {
    const owner = ownerOf(lock);
    if (owner !== undefined && !lives(owner)) rmSync(lock, { force: true });
    else if (!told) {
      told = true;
      console.log(`waiting for process ${owner ?? "?"}, which is working in ${folder} (if that is not so, remove ${lock})`);
    }
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  try {
    return work();
  } finally {
    rmSync(lock, { force: true });
  }
}

/** @param {string} lock */
function takes(lock) {
  try {
    writeFileSync(lock, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === "EEXIST") return false;
    throw error;
  }
}

/** @param {string} lock */
function ownerOf(lock) {
  try {
    const owner = Number.parseInt(readFileSync(lock, "utf8"), 10);
    return Number.isNaN(owner) ? undefined : owner;
  } catch {
    return undefined;
  }
}

/** @param {number} id */
function lives(id) {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === "EPERM";
  }
}
