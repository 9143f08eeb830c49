// Nothing leaves: all traffic of a session, whoever makes it, goes through a proxy that writes down every address.
import { createServer, request as forward, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { chromium } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { contentSecurityPolicy, headers } from "../../hosting/headers";
import { chromiumPath, flags, openBrowser } from "./chromium";
import { Visitor } from "./visitor";

// What Chromium asks for itself, whatever page it shows.
const BROWSERS_OWN = /^https?:\/\/((update|content-autofill|optimizationguide-pa)\.googleapis|(accounts|clients2)\.google)\.com[:/]/;

let proxy: Server;
const asked: string[] = [];

beforeAll(async () => {
  proxy = createServer((incoming, outgoing) => {
    asked.push(incoming.url ?? "");
    const target = new URL(incoming.url ?? "");
    if (target.origin !== new URL(inject("site")).origin) return void outgoing.writeHead(403).end();
    const onward = forward(target, { method: incoming.method, headers: incoming.headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    incoming.pipe(onward);
  });
  // https goes through a proxy as CONNECT.
  proxy.on("connect", (incoming, socket) => {
    asked.push(`https://${incoming.url}`);
    socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
  });
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
});
afterAll(() => void proxy.close());

test("a whole session asks for the page's own files and for nothing else", async () => {
  const { port } = proxy.address() as AddressInfo;
  const browser = await chromium.launch({
    executablePath: chromiumPath(),
    args: flags,
    proxy: { server: `http://127.0.0.1:${port}`, bypass: "<-loopback>" },
  });
  const visitor = await Visitor.arrive(browser, {});
  const byPage: string[] = [];
  visitor.context.on("request", (request) => void byPage.push(request.url()));
  await visitor.opens();
  await visitor.pageIsKept();
  await visitor.opensTheExample();
  await visitor.page.evaluate(() => (location.hash = "#/documents/docs/risk/threat-model.md"));
  await visitor.the("textbox", visitor.texts.documents.one.label("threat-model.md")).click();
  await visitor.page.keyboard.insertText("Every interface was looked at. ");
  await visitor.isUpToDate();
  const details = await visitor.opensRequirement("GSPR-AII.4");
  await details.getByText(visitor.texts.checklist.decision.choices.planned, { exact: true }).click();
  for (const format of ["html", "markdown", "csv", "json", "toml", "ig-nb-csv"] as const) await visitor.exportsReport(format);
  await visitor.presses(visitor.texts.shell.languages.de);
  await visitor.page.reload();
  await visitor.engineIsReady();
  for (const place of ["device", "checklist", "documents", "report", "projects"]) {
    await visitor.page.evaluate((place) => (location.hash = `#/${place}`), place);
    await visitor.sees("heading", "", { level: 1, loose: true });
  }
  await visitor.page.goto(`${inject("site")}reference/index.html#q=replay`);
  await visitor.reads(/replay/i);
  await browser.close();
  const site = inject("site");
  expect(asked).toContain(site);
  expect(asked.some((address) => address.endsWith(".wasm"))).toBe(true);
  expect(asked.some((address) => address.endsWith("service-worker.js"))).toBe(true);
  const elsewhere = (address: string) => !address.startsWith(site) && !address.startsWith(`blob:${new URL(site).origin}/`);
  expect(byPage.filter(elsewhere)).toEqual([]);
  expect(asked.filter((address) => elsewhere(address) && !BROWSERS_OWN.test(address))).toEqual([]);
  visitor.expectsNoTrouble();
});

test("the page says itself what it may do, and the host says it again", async () => {
  const response = await fetch(inject("site"));
  const page = (await response.text()).replaceAll("&#39;", "'");
  expect(page).toContain(`http-equiv="Content-Security-Policy" content="${contentSecurityPolicy}"`);
  for (const [name, value] of Object.entries(headers)) expect(response.headers.get(name), name).toBe(value);
  const browser = await openBrowser();
  const visitor = await Visitor.arrive(browser, {});
  await visitor.opens();
  // The policy is not only there: it works.
  const refused = await visitor.page.evaluate(() => fetch("https://example.com/").then(() => "sent", () => "refused"));
  expect(refused).toBe("refused");
  // The page is told a little later than the request ends.
  await expect.poll(() => visitor.troubles.join()).toContain("against the policy: connect-src https://example.com/");
  await browser.close();
});
