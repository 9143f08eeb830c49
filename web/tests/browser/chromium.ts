// The system's Chromium; the tests download no browser of their own.
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium, type Browser } from "playwright-core";

const places = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** Path of a Chromium; on Debian it is installed when it is missing and that is allowed. Says what to do when there is none. */
export function chromiumPath(): string {
  const found = places.find((path) => path !== undefined && existsSync(path));
  if (found) return found;
  const missing = `no Chromium at ${places.filter(Boolean).join(", ")}: install it, or name yours in CHROMIUM`;
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) throw new Error(missing);
  console.log("Chromium is missing: apt-get install chromium");
  try {
    execFileSync("apt-get", ["update", "-qq"], { stdio: "inherit" });
    execFileSync("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium"], { stdio: "inherit" });
  } catch (error) {
    throw new Error(`${missing} (apt-get: ${String(error)})`);
  }
  return "/usr/bin/chromium";
}

// The browser itself shall talk to as few as possible.
export const flags =
  "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync".split(" ");

export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: chromiumPath(), args: flags });
}
