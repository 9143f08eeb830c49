// Pictures of medlint in VS Code for the marketplace and the documentation: `npm run screenshots`, then look at each before it is committed.
import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { exampleWithGap, gap, lineOf } from "../work.mjs";
import { withPalette } from "./palette.mjs";
import { Server } from "./server.mjs";
import { Workbench } from "./workbench.mjs";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const PACKAGE = join(ROOT, "vscode-extension", "images");
const DOCS = join(ROOT, "docs", "images");
const SIZE = { width: 1280, height: 800 };
const vsix = resolve(process.env.VSIX || join(ROOT, "vscode-extension", "medlint.vsix"));

/**
 * What is in a picture. All are for the documentation; few are packed, because the package has to stay small.
 * @type {{ name: string, packed?: true, show: (workbench: Workbench, folder: string) => Promise<void> }[]}
 */
const PICTURES = [
  {
    name: "overview",
    packed: true,
    show: async (workbench) => {
      await workbench.openFile(gap.path, 1);
      await workbench.runCommand("Problems: Focus on Problems View");
      await workbench.waitFor("the set is read", async () => (await workbench.statusBarLabels()).some((label) => label.includes("12 documents")), () => workbench.statusBarLabels());
      await workbench.waitForTree("medlint.requirements", "all frameworks", (items) => items.length > 4);
      await workbench.expand("medlint.requirements", "IMDRF N60");
      await workbench.expand("medlint.requirements", /^5\.1 /);
      await workbench.widenSideBar(90);
    },
  },
  {
    name: "hover",
    show: async (workbench, folder) => {
      await workbench.runCommand("View: Hide Panel");
      await workbench.hoverAt(lineOf(join(folder, gap.path), gap.shows.text), 5, (text) => text.includes(gap.shows.topic), { stay: true });
    },
  },
  {
    name: "quick-fix",
    packed: true,
    show: async (workbench) => {
      await workbench.goTo(1);
      await workbench.showQuickFixes();
    },
  },
  {
    name: "section",
    show: async (workbench, folder) => {
      await workbench.page.keyboard.press("Escape");
      await workbench.quickFix(new RegExp(gap.action));
      await workbench.save();
      await workbench.goTo(lineOf(join(folder, gap.path), gap.title));
    },
  },
  {
    name: "report",
    show: async (workbench) => {
      await workbench.runCommand("medlint.showReport");
      await workbench.webView("medlint report", (text) => text.includes("Aurelia IP-200"));
      await workbench.page.mouse.move(0, 0);
    },
  },
];

const work = exampleWithGap();
const settings = { "problems.defaultViewMode": "tree", "editor.minimap.enabled": false, "breadcrumbs.enabled": false, "window.commandCenter": false, "workbench.layoutControl.enabled": false };
const server = await Server.start({ vsix, host: "web", folder: work.folder, settings });
try {
  const workbench = await Workbench.open(server, SIZE);
  mkdirSync(PACKAGE, { recursive: true });
  for (const { name, packed, show } of PICTURES) {
    await show(workbench, server.folder);
    const picture = await withPalette(workbench.browser, await workbench.page.screenshot({ animations: "disabled" }));
    for (const path of [join(DOCS, `vscode-${name}.png`), ...(packed ? [join(PACKAGE, `${name}.png`)] : [])]) {
      writeFileSync(path, picture);
      console.log(`${path}: ${picture.length} bytes`);
    }
  }
  await workbench.close();
} finally {
  await server.stop();
  work.remove();
}
