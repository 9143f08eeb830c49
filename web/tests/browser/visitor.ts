// A person in front of the page: a Chromium window of its own, with what the tests ask of it in words.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Browser, BrowserContext, Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, inject } from "vitest";
import { de } from "../../src/texts/de";
import { en } from "../../src/texts/en";
import type { Status } from "../../src/engine/types";
import type { PlaceName } from "../../src/shell/route";
import { openBrowser } from "./chromium";

export interface Settings {
  width?: number;
  height?: number;
  scheme?: "light" | "dark";
  language?: "en" | "de";
  reducedMotion?: boolean;
  /** Runs before any script of the page. */
  before?: () => void;
}

type Role = Parameters<Page["getByRole"]>[0];
type Name = string | RegExp;

/** Opens a browser for the tests of a file; `arrive` gives them visitors, who leave after each test. */
export function visitors(): (settings?: Settings) => Promise<Visitor> {
  let browser: Browser;
  const present: Visitor[] = [];
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterEach(async () => {
    await Promise.all(present.splice(0).map((visitor) => visitor.context.close()));
  });
  afterAll(() => browser.close());
  return async (settings = {}) => {
    const visitor = await Visitor.arrive(browser, settings);
    present.push(visitor);
    return visitor;
  };
}

export class Visitor {
  /** What went wrong so far: errors of scripts, on the console, and against the Content-Security-Policy. */
  readonly troubles: string[] = [];

  private constructor(
    readonly context: BrowserContext,
    readonly page: Page,
    /** The texts that this visitor reads. */
    readonly texts: typeof en,
  ) {}

  static async arrive(browser: Browser, settings: Settings): Promise<Visitor> {
    const { width = 1280, height = 800, scheme = "light", language = "en", reducedMotion = false } = settings;
    const context = await browser.newContext({
      viewport: { width, height },
      colorScheme: scheme,
      locale: language === "de" ? "de-DE" : "en-GB",
      reducedMotion: reducedMotion ? "reduce" : "no-preference",
      hasTouch: width < 800,
    });
    await context.addInitScript(() => {
      addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
        console.error(`against the policy: ${violatedDirective} ${blockedURI}`),
      );
    });
    if (settings.before) await context.addInitScript(settings.before);
    const visitor = new Visitor(context, await context.newPage(), language === "de" ? (de as typeof en) : en);
    visitor.page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") visitor.troubles.push(message.text());
    });
    visitor.page.on("pageerror", (error) => visitor.troubles.push(String(error)));
    return visitor;
  }

  /** Opens the page at a place and waits until the engine answers. */
  async opens(place: PlaceName = "device", rest = "", site = inject("site")): Promise<void> {
    await this.page.goto(`${site}#/${place}${rest}`);
    await this.sees("heading", this.texts.shell.place[place], { level: 1, loose: true });
    await this.engineIsReady();
  }

  async engineIsReady(): Promise<void> {
    await this.page.getByRole("contentinfo").getByText(/\d+\.\d+\.\d+.*[0-9a-f]{16}/).waitFor();
  }

  /** Follows the link of the navigation. */
  async goesTo(place: PlaceName): Promise<void> {
    const places = this.page.getByRole("navigation", { name: this.texts.shell.places });
    await places.getByRole("link", { name: this.texts.shell.place[place] }).click();
    await this.page.waitForFunction((name) => location.hash.startsWith(`#/${name}`), place);
    await this.sees("heading", "", { level: 1, loose: true });
  }

  /** The example set with its settings, in an empty project. */
  async opensTheExample(): Promise<void> {
    const { add, question, list } = this.texts.documents;
    await this.opens("documents");
    await this.presses(add.example);
    await this.presses(question.confirm(EXAMPLE));
    await this.reads(list.count(EXAMPLE, EXAMPLE));
    await this.page.getByText(this.texts.documents.list.standing.waiting).first().waitFor({ state: "detached" });
    await this.isUpToDate();
  }

  /** Opens a requirement in the checklist and gives its details. */
  async opensRequirement(id: string): Promise<Locator> {
    await this.page.evaluate((id) => (location.hash = `#/checklist?requirement=${id}`), id);
    const details = this.page.getByRole("article").filter({ hasText: id });
    await details.waitFor();
    return details;
  }

  /** Waits until the details of a requirement say that. Their first word of that sort is its own; those of related ones follow. */
  async standsAs(details: Locator, status: Status): Promise<void> {
    const words = Object.values(this.texts.words.status).map((word) => word.replace(/[^\w ]/g, "."));
    const first = details.getByText(new RegExp(`^(${words.join("|")})$`)).first();
    await expect.poll(() => first.innerText(), { timeout: 15_000 }).toBe(this.texts.words.status[status]);
  }

  /** Chooses files in the window that a button opens; paths, or names with contents. */
  async chooses(button: string, files: string | { name: string; content: string | Buffer }[]): Promise<void> {
    const asked = this.page.waitForEvent("filechooser");
    await this.presses(button);
    const chooser = await asked;
    if (typeof files === "string") return chooser.setFiles(files);
    await chooser.setFiles(files.map(({ name, content }) => ({ name, mimeType: "", buffer: Buffer.from(content) })));
  }

  /** What a button gives as a download. */
  async downloads(start: () => Promise<void>): Promise<{ name: string; text: string; path: string }> {
    const coming = this.page.waitForEvent("download");
    await start();
    const download = await coming;
    const path = await download.path();
    return { name: download.suggestedFilename(), text: readFileSync(path, "utf8"), path };
  }

  async exportsReport(format: keyof typeof en.report.exports.formats): Promise<{ name: string; text: string; path: string }> {
    const { menu, formats } = this.texts.report.exports;
    await this.goesTo("report");
    await this.presses(menu);
    return this.downloads(() => this.presses(new RegExp(`^${formats[format].label}`), "menuitem"));
  }

  /** The engine has said its last word on the newest state. */
  async isUpToDate(): Promise<void> {
    await this.workIsSaved();
    // The check begins a moment after a change.
    await this.page.waitForTimeout(400);
    await this.page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
  }

  the(role: Role, name: Name, exact = typeof name === "string"): Locator {
    return this.page.getByRole(role, { name, exact });
  }

  async presses(name: Name, role: Role = "button"): Promise<void> {
    await this.the(role, name).first().click();
  }

  /** Waits for it. With `loose` any element of the role will do. */
  async sees(role: Role, name: Name, options: { level?: number; loose?: boolean } = {}): Promise<void> {
    const level = options.level === undefined ? {} : { level: options.level };
    const named = options.loose ? level : { ...level, name, exact: typeof name === "string" };
    await this.page.getByRole(role, named).first().waitFor();
  }

  async reads(text: Name): Promise<void> {
    await this.page.getByText(text).first().waitFor();
  }

  /** The name of what has the focus, as a screen reader would begin to say it. */
  focused(): Promise<string> {
    return this.page.evaluate(() => {
      const element = document.activeElement;
      return element?.getAttribute("aria-label") ?? element?.textContent?.trim() ?? "";
    });
  }

  /** Presses Tab until something of that name has the focus, or until something is true in the page. */
  async tabsTo(wanted: Name | (() => boolean), most = 300): Promise<void> {
    const there = async () => {
      if (typeof wanted === "function") return this.page.evaluate(wanted);
      const focused = await this.focused();
      return typeof wanted === "string" ? focused === wanted : wanted.test(focused);
    };
    for (let step = 0; step < most; step++) {
      await this.page.keyboard.press("Tab");
      if (await there()) return;
    }
    throw new Error(`${most} times Tab, and never at ${wanted}`);
  }

  /** What gets the focus by Tab and then looks as before or is hidden under something. */
  async unseenFocus(most: number): Promise<string[]> {
    await this.page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    const unseen: string[] = [];
    for (let step = 0; step < most; step++) {
      await this.page.keyboard.press("Tab");
      const problem = await this.page.evaluate(() => {
        const element = document.activeElement;
        if (!element || element === document.body) return "end" as const;
        // A control without a look of its own lends it to its label.
        const seen = [element, element.closest("label"), element.nextElementSibling].some((shown) => {
          if (!shown) return false;
          const { outlineStyle, outlineWidth } = getComputedStyle(shown);
          return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
        });
        const { left, top, width, height } = element.getBoundingClientRect();
        const [x, y] = [left + width / 2, top + height / 2];
        const inside = x >= 0 && y >= 0 && x <= innerWidth && y <= innerHeight;
        const onTop = document.elementFromPoint(x, y);
        const covered = inside && onTop !== null && !element.contains(onTop) && !onTop.contains(element) && !onTop.closest("label");
        if (seen && inside && !covered) return undefined;
        return `${!seen ? "no outline" : inside ? "covered" : "outside"}: ${element.outerHTML.slice(0, 120)}`;
      });
      if (problem === "end") break;
      if (problem) unseen.push(problem);
    }
    return unseen;
  }

  /** Whether Tab from the heading comes to the end of the page, where the browser takes over. */
  async leavesByTab(most: number): Promise<boolean> {
    await this.page.evaluate(() => document.querySelector<HTMLElement>("h1")?.focus());
    for (let step = 0; step < most; step++) {
      await this.page.keyboard.press("Tab");
      if (await this.page.evaluate(() => document.activeElement === document.body)) return true;
    }
    return false;
  }

  /** By how many pixels the page is wider than the window. */
  sidewaysScroll(): Promise<number> {
    return this.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  }

  /** Controls of less than 24 pixels that are no words within a text and have another one near (WCAG 2.2, 2.5.8). */
  smallTargets(): Promise<string[]> {
    return this.page.evaluate(() => {
      const targets = [...document.querySelectorAll<HTMLElement>("a[href], button, input, select, textarea, summary, [role=tab]")]
        .filter((element) => element.checkVisibility() && getComputedStyle(element).display !== "inline")
        // A label belongs to its target.
        .map((element) => ({ element, box: (element.closest("label") ?? element).getBoundingClientRect() }))
        .filter(({ box }) => box.width > 1 && box.height > 1);
      const isNear = (one: DOMRect, other: DOMRect) => {
        const [x, y] = [one.left + one.width / 2, one.top + one.height / 2];
        const [dx, dy] = [Math.max(other.left - x, 0, x - other.right), Math.max(other.top - y, 0, y - other.bottom)];
        return Math.hypot(dx, dy) < 12;
      };
      return targets
        .filter(({ box }) => box.width < 24 || box.height < 24)
        .filter(({ element, box }) => targets.some((other) => other.element !== element && !element.contains(other.element) && !other.element.contains(element) && isNear(box, other.box)))
        .map(({ element, box }) => `${element.outerHTML.slice(0, 90)}: ${Math.round(box.width)} by ${Math.round(box.height)}`);
    });
  }

  /** Animations and transitions that take time. */
  motion(): Promise<string[]> {
    return this.page.evaluate(() =>
      [...document.querySelectorAll("*")].flatMap((element) => {
        const { animationName, animationDuration, transitionDuration, scrollBehavior } = getComputedStyle(element);
        const long = (durations: string) => durations.split(",").some((duration) => parseFloat(duration) > 0.01);
        const moves = (animationName !== "none" && long(animationDuration)) || long(transitionDuration) || scrollBehavior === "smooth";
        return moves ? [element.outerHTML.slice(0, 90)] : [];
      }),
    );
  }

  /** The label of the field that has the focus. */
  focusedLabel(): Promise<string> {
    return this.page.evaluate(() => {
      const field = document.activeElement;
      return field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement ? (field.labels?.[0]?.textContent ?? "") : "";
    });
  }

  /** Whatever was done is in the browser's storage. */
  async workIsSaved(): Promise<void> {
    await this.page.getByTitle(this.texts.shell.save.saved).waitFor({ state: "attached" });
  }

  /** The service worker has everything. */
  async pageIsKept(): Promise<void> {
    await this.page.evaluate(() => navigator.serviceWorker.ready.then(({ active }) => active?.state));
    await this.page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  }

  expectsNoTrouble(): void {
    expect(this.troubles).toEqual([]);
  }
}

/** Documents of the example set. */
export const EXAMPLE = 12;

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe-core objects to, as text: rule, what is wrong, and where. */
export async function axeViolations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: typeof import("axe-core") };
    const { violations } = await axe.run(document, { resultTypes: ["violations"] });
    return violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id} at ${target.join(" ")}: ${failureSummary}`));
  });
}
