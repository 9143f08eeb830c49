import { expect, test } from "vitest";
import { everywhere, views } from "./views";
import { visitors } from "./visitor";

const arrive = visitors();

test.each(views)("from a phone to a wall: nothing scrolls sideways, nothing is too small for a finger, nothing moves unasked: %s", async (which) => {
  // German words are the longer ones.
  const visitor = await arrive({ language: "de", reducedMotion: true });
  const problems: Record<string, unknown> = {};
  await everywhere(visitor, which, async (view) => {
    const moving = await visitor.motion();
    if (moving.length > 0) problems[`motion in ${view}`] = moving;
    for (const width of [360, 768, 1440, 2560]) {
      await visitor.page.setViewportSize({ width, height: 800 });
      const over = await visitor.sidewaysScroll();
      if (over > 0) problems[`${view} at ${width}`] = over;
      const small = width === 360 ? await visitor.smallTargets() : [];
      if (small.length > 0) problems[`targets of ${view}`] = small;
    }
    await visitor.page.setViewportSize({ width: 1280, height: 800 });
  });
  expect(problems).toEqual({});
});

test("these measures would find something", async () => {
  const visitor = await arrive({ width: 360 });
  await visitor.opens();
  await visitor.page.evaluate(() => {
    const [wide, one, two] = [document.createElement("div"), document.createElement("button"), document.createElement("button")];
    wide.style.inlineSize = "500px";
    wide.style.blockSize = "1px";
    wide.style.transition = "opacity 2s";
    for (const small of [one, two]) Object.assign(small.style, { inlineSize: "10px", minBlockSize: "0", blockSize: "10px", padding: "0" });
    document.querySelector("main")?.append(wide, one, two);
  });
  expect(await visitor.sidewaysScroll()).toBeGreaterThan(100);
  expect(await visitor.smallTargets()).toHaveLength(2);
  expect(await visitor.motion()).not.toEqual([]);
});
