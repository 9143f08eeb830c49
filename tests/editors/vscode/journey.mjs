// A writer's way through VS Code with medlint: each step is a sentence of what works. Steps follow on each other.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { check } from "../command.mjs";
import { gap, lineOf } from "../work.mjs";

const REQUIREMENTS = "medlint.requirements";
const DOCUMENTS = "medlint.documents";
const TOPICS = "medlint.topics";

const REASON = "The assets are listed in the security risk assessment, which is kept with this file.";
const NEW_NAME = "threats.md";
const NEW_PATH = gap.path.replace(/[^/]+$/, NEW_NAME);

/** @param {import("./workbench.mjs").Problem[]} problems @param {string} file */
const gapIn = (problems, file) => problems.filter((one) => one.file === file && one.code === gap.code && one.text.includes(gap.topic));

/** @type {Record<string, (workbench: import("./workbench.mjs").Workbench, host: import("./server.mjs").Host) => Promise<void>>} */
export const journey = {
  "the folder's documents are read, and what is missing is a problem": async (workbench) => {
    await workbench.openFile(gap.path);
    await workbench.waitForProblems("the finding on the gap", (problems) => gapIn(problems, gap.path).length === 1);
  },

  "the problems are those of the command": async (workbench) => {
    const { findings, counts } = await check(workbench.server.folder);
    // The editor puts what is said about one section or document into one problem; it has none of its own, and leaves no document out.
    const expected = findings.flatMap(({ path, code }) => (path === null ? [] : `${path} ${code}`));
    const documents = [...new Set(findings.flatMap(({ path }) => path ?? []))].sort();
    await workbench.waitForProblems("problems in the same documents, of the same kinds", (problems) => {
      const inDocuments = problems.filter(({ file }) => file !== "medlint.toml");
      return isDeepStrictEqual([...new Set(inDocuments.map(({ file }) => file))].sort(), documents) && inDocuments.every(({ file, code }) => expected.includes(`${file} ${code}`));
    });
    const words = `${counts.errors} errors, ${counts.warnings} warnings, ${counts.infos} for information`;
    await workbench.waitFor(`the status bar counts ${words}`, async () => (await workbench.statusBarLabels()).some((label) => label.includes(words)), () => workbench.statusBarLabels());
  },

  "the extension runs where it is meant to": async (workbench, host) => {
    const entry = /** @param {string} name */ (name) => workbench.requested.some((address) => decodeURIComponent(address).includes(`/dist/${name}`));
    assert.equal(entry("extension.browser.js"), host === "web", "the browser's entry is fetched by the page if, and only if, it runs there");
    assert.equal(entry("extension.node.js"), false);
  },

  "the status bar tells the coverage of document and set": async (workbench) => {
    const { coverage } = await check(workbench.server.folder);
    const own = coverage.documents.find((one) => one.path === gap.path);
    assert(own);
    const expected = `${own.shown}/${own.expected} · ${coverage.total.met}/${coverage.total.applicable}`;
    await workbench.waitFor(`the status bar says ${expected}`, async () => (await workbench.statusBar()).some((text) => text.includes(expected)), () => workbench.statusBar());
  },

  "the tree has the requirement as missing": async (workbench) => {
    await showRequirement(workbench, await requirementOfTheGap(workbench));
    await hasStatus(workbench, "missing");
  },

  "hovering over a statement tells the topics that it shows, and their states": async (workbench) => {
    const line = lineOf(join(workbench.server.folder, gap.path), gap.shows.text);
    const text = await workbench.hoverAt(line, 5, (text) => text.includes(gap.shows.topic) && text.includes("shown"));
    assert.match(text, new RegExp(gap.shows.topic));
  },

  "a quick fix inserts a section; the finding goes and the tree turns": async (workbench) => {
    await workbench.goTo(1);
    await workbench.quickFix(new RegExp(escape(gap.action)));
    await workbench.waitForProblems("the finding is gone", (problems) => gapIn(problems, gap.path).length === 0);
    await hasStatus(workbench, "placeholder");
    await workbench.save();
    assert.match(workbench.onDisk(gap.path), new RegExp(`^#+ .*${gap.title}$`, "m"));
  },

  "undone, the finding and the tree are as before": async (workbench) => {
    await workbench.runCommand("Undo");
    await workbench.waitForProblems("the finding is there again", (problems) => gapIn(problems, gap.path).length === 1);
    await hasStatus(workbench, "missing");
    await workbench.save();
  },

  "after a file is renamed, problems and trees have the new name": async (workbench) => {
    await workbench.waitForTree(DOCUMENTS, "the document is in the tree", (items) => items.some(({ label }) => label === gap.path.split("/").pop()));
    await workbench.rename(gap.path, NEW_NAME);
    await workbench.waitForProblems("the finding is on the new name, none on the old one", (problems) => gapIn(problems, NEW_PATH).length === 1 && !problems.some(({ file }) => file === gap.path));
    await workbench.waitForProblems("pointers to the old name lead nowhere", (problems) => problems.some(({ code, text }) => code === "M107" && text.includes(gap.path)));
    await workbench.waitForTree(DOCUMENTS, "the tree has the new name", (items) => items.some(({ label }) => label === NEW_NAME) && !items.some(({ label }) => label === "threat-model.md"));
    assert(existsSync(join(workbench.server.folder, NEW_PATH)));
  },

  "a requirement is waived with a reason": async (workbench) => {
    const requirement = await requirementOfTheGap(workbench);
    const { id, title } = requirement;
    await workbench.runCommand("medlint.waive");
    await workbench.choose(new RegExp(escape(title)), id);
    await workbench.answer("Why is it not needed", REASON);
    await workbench.answer("Who answers for it", "Priya Nair");
    await workbench.answer("Until when", "");
    // A document that came and went may have folded up the tree.
    await showRequirement(workbench, requirement);
    await hasStatus(workbench, "waived");
    const config = workbench.onDisk("medlint.toml");
    assert(config.includes(`"${id}"`) && config.includes(REASON) && config.includes("Priya Nair"), config.slice(-600));
    assert(config.includes("# Facts decide which requirements apply."), "comments are kept");
  },

  "topics have their states": async (workbench) => {
    await workbench.expand(TOPICS, "Context of use");
    await workbench.waitForTree(
      TOPICS,
      "a topic that is shown, and the one of the gap, which other documents only mention",
      (items) => items.some((item) => item.spoken.endsWith(", shown")) && items.some((item) => item.label === gap.topic && item.spoken.endsWith(", only mentioned")),
    );
  },

  "lenses above headings tell what a section shows": async (workbench) => {
    await workbench.openFile(NEW_PATH, 1);
    await workbench.waitFor("a lens with a topic", async () => (await workbench.lenses()).some((text) => text.startsWith("shows: ") && text.includes(gap.shows.topic)), () => workbench.lenses());
  },

  "a finding is suppressed with a reason": async (workbench) => {
    const { file, line, code } = (await workbench.problems()).find((one) => one.code === "M103" && one.file === NEW_PATH) ?? assert.fail("there is a weak section");
    await workbench.goTo(line);
    await workbench.quickFix(new RegExp(`^Suppress ${code}`));
    await workbench.answer("Why is this finding wrong here", REASON);
    await workbench.waitForProblems("it is gone", (problems) => !problems.some((one) => one.file === file && one.code === code));
    await workbench.save();
    assert.match(workbench.onDisk(NEW_PATH), new RegExp(`<!-- medlint.*${code}.*${escape(REASON)}`));
  },

  "medlint.toml is looked at, too": async (workbench) => {
    await workbench.openFile("medlint.toml", 5);
    const text = await workbench.hoverAt(lineOf(join(workbench.server.folder, "medlint.toml"), "networked = true"), 3, (text) => text.includes("networked"));
    assert(text.length > "networked".length);
  },

  "a click on a requirement that is met leads to the words that answer it": async (workbench) => {
    await workbench.expand(REQUIREMENTS, "IMDRF N60");
    await workbench.expand(REQUIREMENTS, /^5\.0 /);
    const { label } = (await workbench.treeItems(REQUIREMENTS)).find((item) => item.spoken.endsWith(", met")) ?? assert.fail("one is met");
    await workbench.clickItem(REQUIREMENTS, label);
    await workbench.waitFor("a document is open, its cursor at the evidence", async () => (await workbench.activeFile())?.endsWith(".md") === true, () => workbench.activeFile());
  },

  "the report opens": async (workbench) => {
    await workbench.runCommand("medlint.showReport");
    const text = await workbench.webView("medlint report", (text) => text.includes("Aurelia IP-200"));
    assert.match(text, /requirement/i);
  },

  "nothing is asked of anybody else": async (workbench) => {
    assert.deepEqual(workbench.server.refusal.asked, []);
    const own = new URL(workbench.server.address).host;
    const foreign = workbench.requested.filter((address) => /^(https?|wss?):/.test(address) && new URL(address).host !== own);
    assert.deepEqual(foreign, []);
  },
};

/**
 * A requirement that only the missing section answers.
 * @param {import("./workbench.mjs").Workbench} workbench
 */
async function requirementOfTheGap(workbench) {
  if (found) return found;
  const { requirements } = await check(workbench.server.folder);
  found = requirements.find((one) => one.status === "missing" && one.topics.length === 1 && one.topics[0]?.topic === gap.id);
  assert(found, `no requirement is answered by ${gap.id} alone`);
  return found;
}

/** @type {import("../command.mjs").Requirement | undefined} */
let found;

/**
 * Unfolds the tree down to a requirement.
 * @param {import("./workbench.mjs").Workbench} workbench
 * @param {import("../command.mjs").Requirement} requirement
 */
async function showRequirement(workbench, { framework, clause }) {
  const short = { "imdrf-n60": "IMDRF N60", "imdrf-n70": "IMDRF N70", "mdcg-2019-16": "MDCG 2019-16" }[framework];
  assert(short, framework);
  await workbench.expand(REQUIREMENTS, short);
  await workbench.expand(REQUIREMENTS, new RegExp(`^${escape(clause)}( |$)`));
}

/**
 * Waits until the tree has the requirement in a status; its sign is an icon, the words are for screen readers.
 * @param {import("./workbench.mjs").Workbench} workbench
 * @param {string} status
 */
async function hasStatus(workbench, status) {
  const { id } = await requirementOfTheGap(workbench);
  await workbench.waitForTree(REQUIREMENTS, `${id} is ${status}`, (items) => items.some(({ spoken }) => spoken.includes(id) && spoken.endsWith(status)));
}

/** @param {string} text */
function escape(text) {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
