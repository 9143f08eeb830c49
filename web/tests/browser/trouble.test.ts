// Bad input and bad luck: a clear message each time, nothing lost, and a way back.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, inject, test } from "vitest";
import { visitors, type Visitor } from "./visitor";

const arrive = visitors();
const folder = mkdtempSync(join(tmpdir(), "medlint-trouble-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Chooses files or a folder by path: too large or too many to be handed over as they are. */
async function chooses(visitor: Visitor, button: string, paths: string | string[]): Promise<void> {
  const asked = visitor.page.waitForEvent("filechooser");
  await visitor.presses(button);
  await (await asked).setFiles(paths);
}

async function adds(visitor: Visitor, name: string, text: string): Promise<void> {
  await visitor.opens("documents");
  await visitor.chooses(visitor.texts.documents.add.files, [{ name, content: text }]);
  await visitor.sees("link", name);
  await visitor.workIsSaved();
}

test("imports that are wrong, damaged or too new change nothing and say so", async () => {
  const visitor = await arrive();
  const { bring } = visitor.texts.projects;
  await adds(visitor, "plan.md", "# Plan\n");
  await visitor.goesTo("projects");
  const cases: [string, string, string][] = [
    ["holiday.json", JSON.stringify({ photos: [1, 2, 3] }), bring.problem.foreign("holiday.json")],
    ["noise.json", "\u0000\u0001{{{", bring.problem.foreign("noise.json").slice(0, 12)],
    ["broken.json", '{"medlint":"project","schema":1,"id":"x","name":', bring.problem.damaged("broken.json").slice(0, 12)],
    ["halved.json", JSON.stringify({ medlint: "project", schema: 1, id: "x" }), bring.problem.damaged("halved.json")],
    ["tomorrow.json", JSON.stringify({ medlint: "project", schema: 99, id: "x", name: "From tomorrow" }), bring.problem.newer("tomorrow.json")],
    ["medlint.toml", "[device\nname = 3", "“medlint.toml”"],
  ];
  for (const [name, content, message] of cases) {
    await visitor.chooses(bring.choose, [{ name, content }]);
    await visitor.reads(message);
    expect(await visitor.the("link", /^Project:/).count(), name).toBe(1);
  }
  await visitor.goesTo("documents");
  await visitor.sees("link", "plan.md");
  visitor.expectsNoTrouble();
});

test("a huge file and binary ones are named, the rest is read", async () => {
  const visitor = await arrive();
  const { add, notRead } = visitor.texts.documents;
  const huge = join(folder, "huge.md");
  writeFileSync(huge, Buffer.alloc(60_000_000, "security "));
  const binary = join(folder, "picture.md");
  writeFileSync(binary, Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3, 0, 0]));
  const word = join(folder, "report.docx");
  writeFileSync(word, Buffer.from("PK\u0003\u0004"));
  const fine = join(folder, "fine.md");
  writeFileSync(fine, "# Threat model\n");
  await visitor.opens("documents");
  await chooses(visitor, add.files, [huge, binary, word, fine]);
  await visitor.sees("link", "fine.md");
  await visitor.sees("heading", notRead.title(3));
  await visitor.reads(`huge.md: ${notRead.reason["too-large"]}`);
  await visitor.reads(`picture.md: ${notRead.reason.binary}`);
  await visitor.reads(new RegExp(`report.docx: .*${notRead.reason.format}`));
  visitor.expectsNoTrouble();
});

test("2,000 files come in without freezing the page, and a cancel adds none", async () => {
  const visitor = await arrive();
  const { add, list } = visitor.texts.documents;
  const many = mkdtempSync(join(folder, "many-"));
  for (let n = 0; n < 2000; n++) {
    writeFileSync(join(many, `document-${n}.md`), `# Requirement ${n}\n\nThe device shall authenticate users with a password of at least ${n} characters before access.\n`);
  }
  await visitor.opens("documents");
  await chooses(visitor, add.folder, many);
  await visitor.sees("progressbar", add.analysing);
  await visitor.presses(visitor.texts.parts.cancel);
  await visitor.sees("button", add.example);
  await chooses(visitor, add.folder, many);
  await visitor.sees("progressbar", add.analysing);
  const longest = await visitor.page.evaluate(
    (done) =>
      new Promise<number>((resolve) => {
        let [last, longest] = [performance.now(), 0];
        const frame = () => {
          const now = performance.now();
          longest = Math.max(longest, now - last);
          last = now;
          if (document.body.textContent?.includes(done)) resolve(longest);
          else requestAnimationFrame(frame);
        };
        requestAnimationFrame(frame);
      }),
    list.count(2000, 2000),
  );
  console.log(`2,000 files: the page stood still for ${Math.round(longest)} ms at most`);
  expect(longest).toBeLessThan(1500);
  visitor.expectsNoTrouble();
});

test("a browser that keeps nothing: the page says so and works", async () => {
  const visitor = await arrive({ before: () => Object.defineProperty(globalThis, "indexedDB", { get: () => undefined }) });
  await visitor.opens("documents");
  await visitor.reads(visitor.texts.shell.storage.blocked);
  await visitor.chooses(visitor.texts.documents.add.files, [{ name: "plan.md", content: "# Plan\n" }]);
  await visitor.sees("link", "plan.md");
  await visitor.exportsReport("toml");
  visitor.expectsNoTrouble();
});

test("a browser without room: the page says so, keeps what is on the screen, and saves when there is room again", async () => {
  const visitor = await arrive();
  const { shell, documents } = visitor.texts;
  const protocol = await visitor.context.newCDPSession(visitor.page);
  const { origin } = new URL(inject("site"));
  // Room for the page itself and a little more.
  await protocol.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: 9_000_000 });
  await adds(visitor, "first.md", "# First\n");
  await visitor.pageIsKept();
  await visitor.chooses(documents.add.files, [{ name: "second.md", content: `# Second\n\n${"0123456789\n\n".repeat(800_000)}` }]);
  await visitor.sees("link", "second.md");
  await visitor.reads(shell.storage.full);
  await protocol.send("Storage.overrideQuotaForOrigin", { origin });
  await visitor.chooses(documents.add.files, [{ name: "third.md", content: "# Third\n" }]);
  await visitor.workIsSaved();
  await visitor.page.reload();
  for (const name of ["first.md", "second.md", "third.md"]) await visitor.sees("link", name);
  visitor.expectsNoTrouble();
});

test("a project of a newer version is left as it is", async () => {
  const visitor = await arrive();
  const { shell } = visitor.texts;
  await adds(visitor, "plan.md", "# Plan\n");
  await visitor.page.evaluate(async () => {
    const name = (await indexedDB.databases())[0]?.name ?? "";
    const request = <T>(asked: IDBRequest<T>) => new Promise<T>((resolve, reject) => {
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error);
    });
    const database = await request(indexedDB.open(name));
    const store = database.transaction("projects", "readwrite").objectStore("projects");
    const [row] = await request<Record<string, unknown>[]>(store.getAll());
    await request(store.put(JSON.parse(JSON.stringify(row).replaceAll('"schema":1', '"schema":2'))));
    database.close();
  });
  await visitor.page.reload();
  await visitor.reads(shell.storage.unreadable.newer);
  await visitor.goesTo("projects");
  await visitor.reads(shell.storage.unreadable.newer);
  const version = await visitor.page.evaluate(async () => {
    const name = (await indexedDB.databases())[0]?.name ?? "";
    return new Promise<string>((resolve) => {
      const open = indexedDB.open(name);
      open.onsuccess = () => {
        const all = open.result.transaction("projects").objectStore("projects").getAll();
        all.onsuccess = () => resolve(JSON.stringify(all.result));
      };
    });
  });
  expect(version).toContain('"schema":2');
});

test("what is taken away can be brought back", async () => {
  const visitor = await arrive();
  const { documents, device, projects, shell } = visitor.texts;
  await adds(visitor, "plan.md", "# Plan\n");
  const undo = () => visitor.presses(shell.undo);

  await visitor.presses(documents.list.remove("plan.md"));
  await visitor.sees("button", documents.add.example);
  await undo();
  await visitor.sees("link", "plan.md");

  await visitor.goesTo("device");
  await visitor.presses(new RegExp(`^${device.presets.of.pump.name}`));
  await visitor.presses(device.presets.clear);
  await visitor.reads(device.presets.cleared);
  await undo();
  await visitor.sees("button", device.presets.clear);

  await visitor.page.getByLabel(device.name).fill("Aurelia");
  await visitor.workIsSaved();
  await visitor.goesTo("projects");
  await visitor.presses(projects.more("Aurelia"));
  await visitor.presses(projects.remove, "menuitem");
  await visitor.reads(shell.storage.deleted("Aurelia"));
  await undo();
  await visitor.sees("link", shell.projectLabel("Aurelia"));

  await visitor.presses(projects.everything.button);
  await visitor.presses(projects.everything.confirm);
  await visitor.reads(projects.everything.done);
  await undo();
  await visitor.sees("button", projects.more("Aurelia"));
  await visitor.goesTo("documents");
  await visitor.sees("link", "plan.md");
  visitor.expectsNoTrouble();
});
