// What the command says about a folder: editors have to say the same.
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { medlint } from "./work.mjs";

/**
 * @typedef {{ id: string, title: string, framework: string, clause: string, status: string, topics: { topic: string }[] }} Requirement
 * @typedef {{ path: string | null, start_line: number, message: string, code: string }} Finding
 * @typedef {{ counts: { errors: number, warnings: number, infos: number }, findings: Finding[], requirements: Requirement[],
 *   coverage: { total: { met: number, applicable: number }, documents: { path: string, shown: number, expected: number }[] } }} Check
 */

/**
 * @param {string} folder
 * @returns {Promise<Check>} paths relative to the folder
 */
export async function check(folder) {
  // Findings make it end with 1.
  const run = promisify(execFile)(medlint(), ["check", ".", "--format", "json"], { cwd: folder, maxBuffer: 1 << 28 });
  const { stdout } = await run.catch((/** @type {{ code?: unknown, stdout: string }} */ failure) => (failure.code === 1 ? failure : Promise.reject(failure)));
  return JSON.parse(stdout);
}
