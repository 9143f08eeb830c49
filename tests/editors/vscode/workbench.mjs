// VS Code as a person uses it, in small verbs: what is asked is what a screen reader would be told (roles and labels), what is done goes through
// the keyboard and the command palette. Every verb waits until it can see its effect; none sleeps for a fixed time.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { needs, provide } from "../install/programs.mjs";
import { until } from "./until.mjs";

// The browser itself shall talk to as few as possible.
const FLAGS = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync --disable-lcd-text".split(" ");

/** A window that is tall, because lists only have the rows that can be seen. */
const TALL = { width: 1800, height: 3000 };

/** @typedef {{ file: string, severity: string, code: string, text: string, line: number }} Problem line 1-based */
/** @typedef {{ label: string, description: string, spoken: string, level: number, expanded: boolean | undefined }} TreeItem */

export class Workbench {
  /**
   * @param {import("./server.mjs").Server} server
   * @param {import("playwright-core").Browser} browser
   * @param {import("playwright-core").Page} page
   */
  constructor(server, browser, page) {
    this.server = server;
    this.browser = browser;
    this.page = page;
    /** Addresses that the page, its frames and its workers asked for. @type {string[]} */
    this.requested = [];
    page.context().on("request", (request) => void this.requested.push(request.url()));
    page.on("websocket", (socket) => void this.requested.push(socket.url()));
  }

  /**
   * Opens the server's folder.
   * @param {import("./server.mjs").Server} server
   * @param {{ width: number, height: number }} [viewport]
   */
  static async open(server, viewport = TALL) {
    const [executablePath] = provide(needs.chromium);
    const own = `127.0.0.1:${server.port}`;
    const browser = await chromium.launch({ executablePath, args: FLAGS, proxy: { server: server.refusal.address, bypass: `<-loopback>,${own}` } });
    const page = await browser.newPage({ viewport });
    const workbench = new Workbench(server, browser, page);
    await page.goto(`${server.address}/?folder=${encodeURIComponent(server.folder)}`);
    // The explorer has the folder's files when the workbench and its file system are ready.
    await page.locator(".explorer-folders-view .monaco-list-row").first().waitFor({ timeout: 60_000 });
    return workbench;
  }

  async close() {
    await this.browser.close();
  }

  /**
   * Waits for something that no verb here waits for.
   * @param {string} what
   * @param {() => Promise<boolean>} isSo
   * @param {() => unknown} seen what is there instead
   */
  async waitFor(what, isSo, seen) {
    await until(what, isSo, async () => JSON.stringify(await seen(), null, 1));
  }

  // -- commands -------------------------------------------------------------------------------------------------------------------------------------

  /**
   * Runs a command by its words in the palette, or by its id when the extension has it.
   * @param {string} command
   */
  async runCommand(command) {
    const title = this.server.extension.commands.get(command) ?? command;
    await this.#pick(`>${title}`, (label) => label === title);
  }

  /**
   * Types into the list at the top and takes the entry that is meant. When something closes the list meanwhile, it begins anew.
   * @param {string} typed
   * @param {(label: string) => boolean} isMeant
   */
  async #pick(typed, isMeant) {
    await until(`the list at the top has what is meant by ${typed}`, async () => {
      // The list of commands (F1) becomes the list of files or lines when the > is gone.
      await this.page.keyboard.press("F1");
      await this.#input.fill(typed, { timeout: 2_000 });
      return until(typed, () => this.#clickOption(isMeant), undefined, 3_000);
    }, async () => `it has ${JSON.stringify(await this.choices())}`);
  }

  /**
   * Chooses an entry of the list that the extension has opened at the top.
   * @param {RegExp} words of its label
   * @param {string} [typed] to find it in a long list
   */
  async choose(words, typed) {
    if (typed !== undefined) {
      await this.#options.first().waitFor();
      await this.#input.fill(typed);
    }
    await until(`the list at the top has ${words}`, () => this.#clickOption((label) => words.test(label)), async () => `it has ${JSON.stringify(await this.choices())}`);
  }

  /** @param {(label: string) => boolean} isMeant */
  async #clickOption(isMeant) {
    const index = (await this.choices()).findIndex(isMeant);
    if (index < 0) return false;
    await this.#options.nth(index).click({ timeout: 2_000 });
    return true;
  }

  /** Labels of the list that is open at the top. */
  async choices() {
    return (await this.#options.allTextContents()).map((label) => label.trim());
  }

  /**
   * Answers the question that is open at the top.
   * @param {string | RegExp} question part of what is asked
   * @param {string} answer
   */
  async answer(question, answer) {
    const asked = async () => `${(await this.#picker.textContent()) ?? ""} ${(await this.#input.getAttribute("placeholder")) ?? ""}`;
    await until(`something asks ${question}`, async () => {
      if (!(await this.#picker.isVisible())) return false;
      const text = await asked();
      return typeof question === "string" ? text.includes(question) : question.test(text);
    }, asked);
    await this.#input.fill(answer);
    await this.page.keyboard.press("Enter");
  }

  get #picker() {
    return this.page.locator(".quick-input-widget");
  }

  /** The label of each entry: its first row, without what is said about it. */
  get #options() {
    return this.#picker.locator("[role=option] .quick-input-list-row:first-child .label-name");
  }

  get #input() {
    return this.#picker.locator(".quick-input-box input");
  }

  // -- editor ---------------------------------------------------------------------------------------------------------------------------------------

  /**
   * Opens a file of the folder, its cursor where it is said.
   * @param {string} path in the folder
   * @param {number} [line] 1-based
   * @param {number} [column] 1-based
   */
  async openFile(path, line, column) {
    const name = path.split("/").pop() ?? path;
    await this.#pick(path, (label) => label === name);
    await this.page.locator(`.tabs-container .tab.active[data-resource-name="${name}"]`).waitFor();
    if (line !== undefined) await this.goTo(line, column);
  }

  /**
   * Moves the cursor in the open file.
   * @param {number} line 1-based
   * @param {number} [column] 1-based
   */
  async goTo(line, column = 1) {
    await this.#pick(`:${line}:${column}`, (label) => label.startsWith(`Go to line ${line} `));
    await until(`the cursor is in line ${line}`, async () => ((await this.statusBar()).some((text) => text.includes(`Ln ${line}, Col ${column}`))), () => this.statusBar());
  }

  /** The name of the open file. */
  async activeFile() {
    return this.page.locator(".tabs-container .tab.active").first().getAttribute("data-resource-name");
  }

  /** Writes the open file to the disk. */
  async save() {
    await this.runCommand("File: Save");
    await until("the file is saved", async () => (await this.page.locator(".tabs-container .tab.active.dirty").count()) === 0);
  }

  /**
   * What the disk has.
   * @param {string} path in the folder
   */
  onDisk(path) {
    return readFileSync(join(this.server.folder, path), "utf8");
  }

  /**
   * What is said about a place in the open file.
   * @param {number} line
   * @param {number} column
   * @param {(text: string) => boolean} isComplete whether this is what was waited for; several sources may speak one after another
   * @param {{ stay?: boolean }} [options] `stay`: the hover stays open
   */
  async hoverAt(line, column, isComplete, { stay = false } = {}) {
    await this.goTo(line, column);
    let text = "";
    await until(`a hover in line ${line}`, async () => {
      // "Show or Focus Hover"; by its keys, because the palette takes the focus away, which closes a hover.
      await this.page.keyboard.press("Control+k");
      await this.page.keyboard.press("Control+i");
      const hover = this.page.locator(".monaco-editor .monaco-hover:not(.hidden) .monaco-hover-content");
      return until("its text", async () => isComplete((text = (await hover.innerText({ timeout: 2_000 })).trim())), undefined, 3_000);
    }, () => JSON.stringify(text));
    if (!stay) await this.page.keyboard.press("Escape");
    return text;
  }

  /** Opens the list of quick fixes at the cursor. */
  async showQuickFixes() {
    await until("the list of quick fixes", async () => {
      await this.page.keyboard.press("Control+.");
      return this.#actionList.locator(".monaco-list-row").first().waitFor({ timeout: 2_000 }).then(() => true, () => false);
    });
  }

  /** Labels of the quick fixes at the cursor. */
  async quickFixes() {
    await this.showQuickFixes();
    const labels = await this.#quickFixLabels();
    await this.page.keyboard.press("Escape");
    return labels;
  }

  /**
   * Applies a quick fix at the cursor.
   * @param {RegExp} words
   */
  async quickFix(words) {
    const labels = await until(`a quick fix ${words}`, async () => {
      await this.showQuickFixes();
      const labels = await this.#quickFixLabels();
      if (labels.some((label) => words.test(label))) return labels;
      await this.page.keyboard.press("Escape");
    }, () => this.#quickFixLabels());
    const label = labels.find((one) => words.test(one)) ?? "";
    // With keys, because the list takes no click before the pointer has moved over it.
    const chosen = this.#actionList.locator(".monaco-list-row.action.focused .title");
    await until(`"${label}" is chosen`, async () => {
      if ((await chosen.textContent({ timeout: 500 }))?.trim() === label) return true;
      await this.page.keyboard.press("ArrowDown");
    });
    await this.page.keyboard.press("Enter");
    await this.#actionList.waitFor({ state: "hidden" });
    return label;
  }

  get #actionList() {
    return this.page.locator(".action-widget");
  }

  async #quickFixLabels() {
    return (await this.#actionList.locator(".monaco-list-row.action .title").allTextContents()).map((label) => label.trim());
  }

  /** Texts of the code lenses that can be seen. */
  async lenses() {
    return (await this.page.locator(".monaco-editor .codelens-decoration").allTextContents()).map((text) => text.trim()).filter(Boolean);
  }

  // -- views ----------------------------------------------------------------------------------------------------------------------------------------

  /** What the list of problems says, as a table. @returns {Promise<Problem[]>} */
  async problems() {
    await this.#showProblems();
    return this.page.locator(".markers-panel .monaco-list-row").evaluateAll((rows) =>
      rows.map((row) => {
        const said = (/** @type {string} */ selector) => row.querySelector(selector)?.textContent ?? "";
        return {
          file: said(".file-label"),
          severity: row.getAttribute("aria-label")?.split(":")[0] ?? "",
          code: said(".code .monaco-link"),
          text: said(".message"),
          line: Number(/Ln (\d+)/.exec(said(".file-position"))?.[1]),
        };
      }),
    );
  }

  async #showProblems() {
    const panel = this.page.locator(".markers-panel");
    if (await panel.isVisible()) return;
    await this.runCommand("Problems: Focus on Problems View");
    await panel.waitFor();
  }

  /**
   * Waits until the problems are as expected.
   * @param {string} what
   * @param {(problems: Problem[]) => boolean} areAsExpected
   */
  async waitForProblems(what, areAsExpected) {
    /** @type {Problem[]} */
    let problems = [];
    await until(what, async () => areAsExpected((problems = await this.problems())), () => JSON.stringify(problems, null, 1));
    return problems;
  }

  /**
   * Rows of a tree that can be seen; none while the view says something instead.
   * @param {string} view id of a view of the extension, or its title
   * @returns {Promise<TreeItem[]>}
   */
  async treeItems(view) {
    const tree = await this.#tree(view);
    if (!(await tree.isVisible())) return [];
    return tree.locator(".monaco-list-row").evaluateAll((rows) =>
      rows
        .map((row) => ({
          index: Number(row.getAttribute("data-index")),
          label: row.querySelector(".label-name")?.textContent ?? row.textContent ?? "",
          description: row.querySelector(".label-description")?.textContent ?? "",
          spoken: row.getAttribute("aria-label") ?? "",
          level: Number(row.getAttribute("aria-level")),
          expanded: row.hasAttribute("aria-expanded") ? row.getAttribute("aria-expanded") === "true" : undefined,
        }))
        .sort((a, b) => a.index - b.index)
        .map(({ index: _, ...item }) => item),
    );
  }

  /**
   * Waits until a tree is as expected.
   * @param {string} view
   * @param {string} what
   * @param {(items: TreeItem[]) => boolean} isAsExpected
   */
  async waitForTree(view, what, isAsExpected) {
    /** @type {TreeItem[]} */
    let items = [];
    await until(what, async () => isAsExpected((items = await this.treeItems(view))), () => JSON.stringify(items));
    return items;
  }

  /**
   * Opens a branch of a tree.
   * @param {string} view
   * @param {string | RegExp} words of its label
   */
  async expand(view, words) {
    const row = await this.#treeRow(view, words);
    if ((await row.getAttribute("aria-expanded")) !== "true") await row.click();
    await until(`${words} is open`, async () => (await row.getAttribute("aria-expanded")) === "true");
  }

  /**
   * @param {string} view
   * @param {string | RegExp} words
   */
  async clickItem(view, words) {
    await (await this.#treeRow(view, words)).click();
  }

  /**
   * @param {string} view
   * @param {string | RegExp} words
   */
  async #treeRow(view, words) {
    const tree = await this.#tree(view);
    const row = tree.locator(".monaco-list-row", { has: this.page.locator(".label-name", { hasText: words }) }).first();
    await row.waitFor();
    return row;
  }

  /** @param {string} view */
  async #tree(view) {
    const title = this.server.extension.views.get(view) ?? view;
    const header = this.page.locator(".pane-header", { has: this.page.locator("h3.title", { hasText: new RegExp(`^${title}$`) }) });
    if (!(await header.isVisible())) await this.focusView(view);
    await until(`the view ${title} is open`, async () => {
      if ((await header.getAttribute("aria-expanded")) === "true") return true;
      await header.click();
    });
    return this.page.locator(".pane", { has: header }).locator(".monaco-list").first();
  }

  /** @param {string} view */
  async focusView(view) {
    const title = this.server.extension.views.get(view) ?? view;
    await this.#pick(`>Focus on ${title} View`, (label) => label.endsWith(`Focus on ${title} View`));
  }

  /** Texts in the bar at the bottom. */
  async statusBar() {
    return (await this.page.locator(".part.statusbar .statusbar-item").allInnerTexts()).map((text) => text.trim()).filter(Boolean);
  }

  /** What a screen reader says of them. */
  async statusBarLabels() {
    return this.page.locator(".part.statusbar .statusbar-item").evaluateAll((items) => items.map((item) => item.getAttribute("aria-label") ?? item.querySelector("a")?.getAttribute("aria-label") ?? ""));
  }

  /** Messages at the corner. */
  async notifications() {
    return (await this.page.locator(".notification-toast .notification-list-item-message").allInnerTexts()).map((text) => text.trim());
  }

  /**
   * Renames a file of the folder in the explorer.
   * @param {string} path
   * @param {string} name the new one
   */
  async rename(path, name) {
    await this.openFile(path);
    await this.runCommand("File: Reveal Active File in Explorer View");
    const row = this.page.locator(".explorer-folders-view .monaco-list-row.focused");
    await until(`the explorer shows ${path}`, async () => path.endsWith((await row.textContent())?.trim() ?? "?"));
    const input = this.page.locator(".explorer-folders-view input");
    await until("the name can be changed", async () => {
      await this.page.locator(".explorer-folders-view .monaco-list").first().focus();
      await this.page.keyboard.press("F2");
      return input.waitFor({ timeout: 2_000 }).then(() => true, () => false);
    });
    await input.fill(name);
    await this.page.keyboard.press("Enter");
    await input.waitFor({ state: "hidden" });
  }

  /**
   * Text of a web view, which is a page in a page in a page.
   * @param {string} title of its tab
   * @param {(text: string) => boolean} isComplete
   */
  async webView(title, isComplete = (/** @type {string} */ text) => text !== "") {
    await this.page.locator(".tabs-container .tab.active", { hasText: title }).waitFor();
    let text = "";
    await until(`${title} has its content`, async () => {
      const content = this.page.frameLocator("iframe.webview.ready").frameLocator("iframe#active-frame");
      text = (await content.locator("body").innerText({ timeout: 2_000 }).catch(() => "")).trim();
      return isComplete(text);
    }, () => text.slice(0, 500));
    return text;
  }

  /**
   * Pulls the border of the side bar.
   * @param {number} points to the right
   */
  async widenSideBar(points) {
    const box = await this.page.locator(".part.sidebar").boundingBox();
    if (!box) throw new Error("there is no side bar");
    const [x, y] = [box.x + box.width, box.y + box.height / 2];
    await this.page.mouse.move(x, y);
    await this.page.mouse.down();
    await this.page.mouse.move(x + points, y, { steps: 5 });
    await this.page.mouse.up();
    await this.page.mouse.move(0, 0);
  }
}
