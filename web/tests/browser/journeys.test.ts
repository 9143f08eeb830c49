// What people come for, from the first page to the result.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { visitors } from "./visitor";

const arrive = visitors();

/** A gap of the example set, and a text that closes it. */
const GAP = "GSPR-AII.4";
const DOCUMENT = "docs/design/security-architecture.md";
const ANSWER =
  "The security controls of the pump fulfil the general safety and performance requirements 17.2, 17.4 and 18.8 of Regulation (EU) 2017/745; " +
  "the table in annex A assigns each control to the requirement that it meets.";

describe.each(["en", "de"] as const)("in %s", (language) => {
  test("from a typical device to the report", async () => {
    const visitor = await arrive({ language });
    const { device, report, checklist } = visitor.texts;
    await visitor.opens("device");
    await visitor.presses(new RegExp(`^${device.presets.of.pump.name}`));
    await visitor.reads(device.presets.done(device.presets.of.pump.name));
    await visitor.presses(device.summary.next, "link");
    await visitor.sees("heading", checklist.title, { level: 1 });
    const shown = await visitor.page.getByRole("status").filter({ hasText: /\d/ }).first().innerText();
    expect(Number(shown.match(/\d+/)?.[0])).toBeGreaterThan(500);
    await visitor.goesTo("report");
    await visitor.sees("heading", report.coverage.title);
    const { name, text } = await visitor.exportsReport("html");
    expect(name).toMatch(/\.html$/);
    expect(text).toContain("<!doctype html>");
    const json = await visitor.exportsReport("json");
    expect(JSON.parse(json.text)).toMatchObject({ version: 1, profile: { facts: { networked: true } } });
    visitor.expectsNoTrouble();
  });
});

test("a gap is closed in the editor, and the requirement turns", async () => {
  const visitor = await arrive();
  const { documents } = visitor.texts;
  await visitor.opensTheExample();
  const before = await visitor.opensRequirement(GAP);
  await visitor.standsAs(before, "missing");
  await visitor.page.evaluate((path) => (location.hash = `#/documents/${path}`), DOCUMENT);
  const text = visitor.the("textbox", documents.one.label("security-architecture.md"));
  await text.click();
  await visitor.page.keyboard.press("Control+End");
  await visitor.page.keyboard.insertText(`\n\n## Conformity\n\n${ANSWER}\n`);
  await visitor.isUpToDate();
  const after = await visitor.opensRequirement(GAP);
  await visitor.standsAs(after, "met");
  await visitor.workIsSaved();
  await visitor.page.reload();
  await visitor.engineIsReady();
  const kept = await visitor.opensRequirement(GAP);
  await visitor.standsAs(kept, "met");
  visitor.expectsNoTrouble();
});

test("not applicable with its reason survives export and import", async () => {
  const visitor = await arrive();
  const { checklist, projects, shell } = visitor.texts;
  const reason = "The device has no such interface; see CY-03, section 2";
  await visitor.opens("device");
  await visitor.page.getByLabel(visitor.texts.device.name).fill("Aurelia");
  const details = await visitor.opensRequirement(GAP);
  await details.getByText(checklist.decision.choices["not-applicable"], { exact: true }).click();
  await details.getByText(checklist.decision.problems.reason).waitFor();
  await details.getByLabel(checklist.decision.reason).fill(reason);
  await visitor.standsAs(details, "waived");
  await visitor.workIsSaved();

  await visitor.goesTo("projects");
  await visitor.presses(projects.more("Aurelia"));
  const file = await visitor.downloads(() => visitor.presses(projects.exportOne, "menuitem"));
  const toml = await visitor.exportsReport("toml");
  expect(toml.text).toContain(reason);

  // Somebody else, in another browser.
  for (const { path, name } of [file, toml]) {
    const other = await arrive();
    await other.opens("projects");
    await other.chooses(projects.bring.choose, [{ name, content: readFileSync(path) }]);
    await other.reads(projects.bring.one("Aurelia"));
    const there = await other.opensRequirement(GAP);
    await other.standsAs(there, "waived");
    expect(await there.getByLabel(checklist.decision.reason).inputValue()).toBe(reason);
    expect(await other.the("link", shell.projectLabel("Aurelia")).count()).toBe(1);
    other.expectsNoTrouble();
  }
});

test("the self-test runs in the browser and its record is taken away", async () => {
  const visitor = await arrive();
  const { selftest } = visitor.texts.projects;
  await visitor.opens("projects");
  await visitor.presses(selftest.run);
  await visitor.sees("button", selftest.save("JSON"));
  const json = await visitor.downloads(() => visitor.presses(selftest.save("JSON")));
  expect(json.name).toMatch(/^medlint-selftest-\d{4}-\d\d-\d\d\.json$/);
  const record = JSON.parse(readFileSync(json.path, "utf8"));
  expect(record.installation).toMatchObject({ holds: true, outcomes: { same: true }, set: { same: true } });
  expect(record.program.sha256).toMatch(/^[0-9a-f]{64}$/);
  expect(record.program.platform).toContain("Chrome");
  await visitor.reads(selftest.holds(record.tool.version));
  const html = await visitor.downloads(() => visitor.presses(selftest.save("HTML")));
  const page = readFileSync(html.path, "utf8");
  for (const part of ["<!doctype html>", record.program.sha256, record.date, record.installation.outcomes.sha256]) expect(page).toContain(part);
  visitor.expectsNoTrouble();
});

test("the report is printed: all of it, in a light PDF", async () => {
  const visitor = await arrive({ scheme: "dark" });
  const { report } = visitor.texts;
  await visitor.opensTheExample();
  await visitor.goesTo("report");
  await visitor.sees("heading", report.gaps.title);
  await visitor.page.emulateMedia({ media: "print" });
  for (const title of [report.summary.judge, report.coverage.title, report.gaps.title, report.about.title]) {
    expect(await visitor.page.getByText(title).first().isVisible(), title).toBe(true);
  }
  expect(await visitor.page.getByRole("navigation", { name: visitor.texts.shell.places }).isVisible()).toBe(false);
  const pdf = await visitor.page.pdf({ format: "A4" });
  expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
  expect(pdf.toString("latin1").match(/\/Type \/Page\b/g)?.length ?? 0).toBeGreaterThan(3);
  visitor.expectsNoTrouble();
});

test("the whole way by keyboard: a device, a decision, an export", async () => {
  const visitor = await arrive();
  const { device, checklist, shell, report } = visitor.texts;
  const { keyboard } = visitor.page;
  await visitor.opens("device");
  await visitor.tabsTo(new RegExp(`^${device.presets.of.alone.name}`));
  await keyboard.press("Enter");
  await visitor.reads(device.presets.done(device.presets.of.alone.name));
  await visitor.opens("checklist");
  await visitor.tabsTo(checklist.search);
  await keyboard.type(GAP);
  await visitor.reads(checklist.filter.shown(1, 0).replace(/ of .*/, ""));
  await visitor.tabsTo(new RegExp(GAP));
  await keyboard.press("Enter");
  const details = visitor.page.getByRole("article").filter({ hasText: GAP });
  await details.waitFor();
  await visitor.tabsTo(() => document.activeElement instanceof HTMLInputElement && document.activeElement.type === "radio" && document.activeElement.closest("article") !== null);
  // From "As found" one step to the right: "Shown".
  await keyboard.press("ArrowRight");
  // That needs a reason: the page goes to its field.
  await expect.poll(() => visitor.focusedLabel()).toContain(checklist.decision.reason);
  await keyboard.type("Declaration of conformity DC-7");
  await visitor.standsAs(details, "met");
  await keyboard.press("Escape");
  await expect.poll(() => visitor.focused()).toContain(GAP);
  await visitor.opens("report");
  await visitor.tabsTo(report.exports.menu);
  await keyboard.press("Enter");
  await expect.poll(() => visitor.focused()).toContain(report.exports.formats.html.label);
  for (let step = 0; step < 4; step++) await keyboard.press("ArrowDown");
  const { text } = await visitor.downloads(() => keyboard.press("Enter"));
  expect(text).toContain("DC-7");
  expect(await visitor.focused()).toContain(report.exports.menu);
  expect(await visitor.the("link", shell.place.report).getAttribute("aria-current")).toBe("page");
  visitor.expectsNoTrouble();
});
