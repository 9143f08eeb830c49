// Pictures of medlint in VS Code for the marketplace and the documentation: `npm run screenshots`, then look at each before it is committed.
import { copyFileSync, mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { exampleWithGap, gap, lineOf } from "../work.mjs";
import { Server } from "./server.mjs";
import { Workbench } from "./workbench.mjs";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const PACKAGE = join(ROOT, "vscode-extension", "images");
const DOCS = join(ROOT, "docs", "images");
const SIZE = { width: 1280, height: 800 };
const vsix = resolve(process.env.VSIX || join(ROOT, "vscode-extension", "medlint.vsix"));

/** What is in a picture; `docs` names it in the documentation, too. @type {{ name: string, docs?: string, show: (workbench: Workbench, folder: string) => Promise<void> }[]} */
const PICTURES = [
  {
    name: "overview",
    docs: "vscode",
    show: async (workbench) => {
      await workbench.openFile(gap.path, 1);
      await workbench.waitForProblems("all findings", (problems) => problems.length > 60);
      await workbench.waitForTree("medlint.requirements", "all frameworks", (items) => items.length > 4);
      await workbench.expand("medlint.requirements", "IMDRF N60");
      await workbench.expand("medlint.requirements", /^5\.1 /);
    },
  },
  {
    name: "hover",
    docs: "vscode-hover",
    show: async (workbench, folder) => {
      await workbench.runCommand("View: Hide Panel");
      await workbench.hoverAt(lineOf(join(folder, gap.path), gap.shows.text), 5, (text) => text.includes(gap.shows.topic), { stay: true });
    },
  },
  {
    name: "quick-fix",
    show: async (workbench) => {
      await workbench.goTo(1);
      await workbench.showQuickFixes();
    },
  },
  {
    name: "section",
    show: async (workbench, folder) => {
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
    },
  },
];

const work = exampleWithGap();
const settings = { "problems.defaultViewMode": "tree", "editor.minimap.enabled": false, "breadcrumbs.enabled": false, "window.commandCenter": false, "workbench.layoutControl.enabled": false };
const server = await Server.start({ vsix, host: "web", folder: work.folder, settings });
try {
  const workbench = await Workbench.open(server, SIZE);
  mkdirSync(PACKAGE, { recursive: true });
  for (const { name, docs, show } of PICTURES) {
    await show(workbench, server.folder);
    const path = join(PACKAGE, `${name}.png`);
    await workbench.picture(path);
    if (docs) copyFileSync(path, join(DOCS, `${docs}.png`));
    console.log(path);
  }
  await workbench.close();
} finally {
  await server.stop();
  work.remove();
}
