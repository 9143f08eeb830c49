// Every place in every look: axe-core finds nothing, and the page never scrolls sideways.
import { describe, expect, test } from "vitest";
import { PLACES } from "../../src/shell/route";
import { axeViolations, visitors } from "./visitor";

const arrive = visitors();

describe.each(["en", "de"] as const)("in %s", (language) => {
  test.each(["light", "dark"] as const)("axe-core finds nothing in %s colours", async (scheme) => {
    const visitor = await arrive({ language, scheme, reducedMotion: true });
    await visitor.opens();
    for (const place of PLACES) {
      await visitor.goesTo(place);
      expect(await axeViolations(visitor.page), place).toEqual([]);
    }
    visitor.expectsNoTrouble();
  });
});

test.each([360, 768, 1440, 2560])("nothing scrolls sideways at %i pixels", async (width) => {
  // German words are the longer ones.
  const visitor = await arrive({ width, language: "de" });
  await visitor.opens();
  for (const place of PLACES) {
    await visitor.goesTo(place);
    expect(await visitor.sidewaysScroll(), place).toBe(0);
  }
});

test("targets are large enough for a finger", async () => {
  const visitor = await arrive({ width: 360 });
  await visitor.opens();
  for (const place of PLACES) {
    await visitor.goesTo(place);
    expect(await visitor.smallTargets(), place).toEqual([]);
  }
});

test("nothing moves for those who want no motion", async () => {
  const visitor = await arrive({ reducedMotion: true });
  await visitor.opens();
  for (const place of PLACES) {
    await visitor.goesTo(place);
    expect(await visitor.motion(), place).toEqual([]);
  }
});
