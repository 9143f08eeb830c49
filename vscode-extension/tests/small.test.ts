import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { today } from "../src/client/today";
import { isDay } from "../src/model/day";
import { homeOf, isOpen, placesOf, stronger, topicsToWrite } from "../src/model/words";
import { narrows, noFilter, readFilter } from "../src/views/filter";
import { assess } from "./catalogue";

test("days of the calendar", () => {
  for (const day of ["2026-11-22", "2028-02-29"]) expect(isDay(day), day).toBe(true);
  for (const day of ["2026-02-29", "2026-13-01", "22.11.2026", "2026-1-2", ""]) expect(isDay(day), day).toBe(false);
  expect(today(new Date(2026, 0, 5))).toBe("2026-01-05");
});

test("a kept filter that is damaged is no filter", () => {
  for (const kept of [undefined, null, 7, "open", []]) expect(narrows(readFilter(kept))).toBe(false);
  expect(readFilter({ openOnly: "yes", levels: ["core", "deep", 3], text: 5 })).toEqual({ ...noFilter, levels: ["core"] });
});

test("places of a requirement come strongest first; what is to be written, weakest first", () => {
  const { check } = assess();
  const some = check.requirements.find(({ topics }) => new Set(topics.map(({ state }) => state)).size > 1)!;
  expect(placesOf(some).length).toBeGreaterThan(0);
  expect(topicsToWrite(some)).not.toContain(some.topics.find(({ state }) => state === "shown")?.topic);
  expect(stronger("planned", "partly")).toBe("partly");
  expect(isOpen("denied-with-reason")).toBe(true);
});

test("a topic belongs where the engine says", () => {
  const { check } = assess();
  const [action] = check.actions;
  expect(homeOf(action!.topic, check)).toEqual({ document: action!.document, create: action!.create });
  expect(homeOf("no-such-topic", check)).toEqual({ document: null, create: null });
});

test("every text that package.json names is there, and none too many", () => {
  const here = join(import.meta.dirname, "..");
  const manifest = readFileSync(join(here, "package.json"), "utf8");
  const texts = Object.keys(JSON.parse(readFileSync(join(here, "package.nls.json"), "utf8")) as Record<string, string>);
  const named = new Set([...manifest.matchAll(/"%([\w.-]+)%"/g)].map((match) => match[1]!));
  expect([...named].filter((name) => !texts.includes(name))).toEqual([]);
  expect(texts.filter((name) => !named.has(name))).toEqual([]);
});

test("every command of package.json is registered, and commands in texts exist", () => {
  const here = join(import.meta.dirname, "..");
  const { contributes } = JSON.parse(readFileSync(join(here, "package.json"), "utf8")) as { contributes: { commands: { command: string }[] } };
  const source = readFileSync(join(here, "src/commands/register.ts"), "utf8");
  const commands = contributes.commands.map(({ command }) => command);
  for (const command of commands) expect(source, command).toMatch(new RegExp(`^ {4}"?${command.slice("medlint.".length).replace(".", "\\.")}"?:`, "m"));
  const texts = readFileSync(join(here, "package.nls.json"), "utf8");
  for (const [, command] of texts.matchAll(/command:(medlint\.[\w.]+)/g)) {
    if (!command!.endsWith(".focus")) expect(commands).toContain(command);
  }
});
