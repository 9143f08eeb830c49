import { expect, test } from "vitest";
import { PLACES } from "../../src/shell/route";
import { visitors } from "./visitor";

const arrive = visitors();

test("the first key press offers a way past the navigation", async () => {
  const visitor = await arrive();
  await visitor.opens();
  await visitor.page.keyboard.press("Tab");
  expect(await visitor.focused()).toBe(visitor.texts.shell.skip);
  await visitor.page.keyboard.press("Enter");
  expect(await visitor.page.evaluate(() => document.activeElement?.tagName)).toBe("H1");
});

test("every place is reached by keys, and the focus begins at its heading", async () => {
  const visitor = await arrive();
  await visitor.opens();
  for (const place of PLACES.slice(1)) {
    await visitor.tabsTo(visitor.texts.shell.place[place]);
    await visitor.page.keyboard.press("Enter");
    await expect.poll(() => visitor.page.evaluate(() => document.activeElement?.tagName)).toBe("H1");
    expect(await visitor.page.title()).toContain(visitor.texts.shell.place[place]);
    // The heading stands after the navigation.
    await visitor.page.evaluate(() => document.body.querySelector<HTMLElement>("header a")?.focus());
  }
});

test.each(["light", "dark"] as const)("the focus can be seen wherever it is, in %s colours", async (scheme) => {
  const visitor = await arrive({ scheme });
  await visitor.opens();
  for (const place of PLACES) {
    await visitor.goesTo(place);
    expect(await visitor.unseenFocus(60), place).toEqual([]);
  }
});

test("the focus leaves by the end of the page: no trap", async () => {
  const visitor = await arrive();
  await visitor.opens();
  for (const place of PLACES) {
    await visitor.goesTo(place);
    expect(await visitor.leavesByTab(400), place).toBe(true);
  }
});
