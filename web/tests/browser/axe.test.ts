import { expect, test } from "vitest";
import { everywhere, views } from "./views";
import { axeViolations, visitors } from "./visitor";

const arrive = visitors();

test.each(views.flatMap((which) => (["en", "de"] as const).map((language) => ({ which, language }))))(
  "axe-core finds nothing: $which, $language, in light and in dark",
  async ({ which, language }) => {
    const visitor = await arrive({ language, reducedMotion: true });
    const problems: Record<string, string[]> = {};
    await everywhere(visitor, which, async (view) => {
      for (const colorScheme of ["light", "dark"] as const) {
        await visitor.page.emulateMedia({ colorScheme });
        const found = await axeViolations(visitor.page);
        if (found.length > 0) problems[`${view}, ${colorScheme}`] = found;
      }
    });
    expect(problems).toEqual({});
    visitor.expectsNoTrouble();
  },
);

test("axe-core would find something", async () => {
  const visitor = await arrive();
  await visitor.opens();
  await visitor.page.evaluate(() => document.querySelector("main")?.append(new Image(), document.createElement("button")));
  expect((await axeViolations(visitor.page)).map((problem) => problem.split(" at ")[0])).toEqual(expect.arrayContaining(["image-alt", "button-name"]));
});
