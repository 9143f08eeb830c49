// Draws icon.png from icon.svg with a Chromium that is there (CHROMIUM names another one).
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const here = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const folder = await mkdtemp(join(tmpdir(), "medlint-icon-"));
try {
  const svg = await readFile(join(here, "icon.svg"), "utf8");
  const page = join(folder, "icon.html");
  await writeFile(page, `<!doctype html><style>html,body{margin:0;background:transparent}svg{display:block}</style>${svg}`);
  await promisify(execFile)(process.env.CHROMIUM ?? "/usr/bin/chromium", [
    "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--default-background-color=00000000", "--window-size=256,256",
    `--user-data-dir=${join(folder, "profile")}`, `--screenshot=${join(here, "icon.png")}`, `file://${page}`,
  ]);
} finally {
  await rm(folder, { recursive: true, force: true });
}
