import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { expect, inject, test } from "vitest";
import { PLACES } from "../../src/shell/route";
import { dist, serve } from "./site";
import { visitors } from "./visitor";

const arrive = visitors();

test("starts without a network after the first visit, with the engine", async () => {
  const visitor = await arrive();
  await visitor.opens();
  await visitor.pageIsKept();
  await visitor.context.setOffline(true);
  await visitor.page.reload();
  await visitor.engineIsReady();
  for (const place of PLACES) await visitor.goesTo(place);
  visitor.expectsNoTrouble();
});

test("pages of the reference that were read are there without a network, and others say why they are not", async () => {
  const visitor = await arrive();
  await visitor.opens();
  await visitor.pageIsKept();
  const kept = `${inject("site")}reference/topics/index.html`;
  await visitor.page.goto(kept);
  const title = await visitor.page.title();
  await visitor.context.setOffline(true);
  await visitor.page.goto(kept);
  expect(await visitor.page.title()).toBe(title);
  await visitor.page.goto(`${inject("site")}reference/kinds/index.html`).catch(() => undefined);
  await visitor.sees("heading", "No connection");
  await visitor.presses("Open the checklist", "link");
  await visitor.sees("heading", "", { level: 1, loose: true });
  await visitor.engineIsReady();
});

test("a new version is taken when the visitor says so", async () => {
  const folder = await mkdtemp(join(tmpdir(), "medlint-versions-"));
  await cp(dist, folder, { recursive: true, filter: (path) => basename(path) !== "reference" });
  const { site, stop } = await serve(folder);
  /** As a build with another page does: the page is new, and with it what the service worker says of it. */
  const publish = async (version: string) => {
    const change = async (file: string, from: RegExp, to: string) => {
      const text = await readFile(join(folder, file), "utf8");
      expect(text).toMatch(from);
      await writeFile(join(folder, file), text.replace(from, to));
    };
    await change("index.html", /<html lang="en"[^>]*>/, `<html lang="en" data-version="${version}">`);
    await change("service-worker.js", /`[\w-]{16}`/, `\`version-${version.padStart(8, "-")}\``);
  };
  try {
    const visitor = await arrive();
    const shown = () => visitor.page.locator("html").getAttribute("data-version");
    const kept = () => visitor.page.evaluate(() => caches.keys());
    const { ready, reload } = visitor.texts.shell.update;
    await publish("one");
    await visitor.opens("device", "", site);
    await visitor.pageIsKept();
    for (const [before, after] of [["one", "two"], ["two", "three"]] as const) {
      await publish(after);
      await visitor.page.reload();
      await visitor.reads(ready);
      expect(await shown()).toBe(before);
      await visitor.presses(reload);
      await expect.poll(() => shown().catch(() => undefined)).toBe(after);
      await visitor.engineIsReady();
      expect(await visitor.page.getByText(ready).count()).toBe(0);
    }
    // One version is kept for tabs that still show it.
    expect(await kept()).toEqual([expect.stringContaining("two"), expect.stringContaining("three")]);
    visitor.expectsNoTrouble();
  } finally {
    await stop();
    await rm(folder, { recursive: true });
  }
});
