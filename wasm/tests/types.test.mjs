// What the engine really gives is what its types say: no key more, none less. And the published schemas are those types.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { before, test } from "node:test";
import { Ajv } from "ajv";
import { Workspace } from "../pkg/node.js";
import { example, filesBelow, root } from "./places.mjs";
import { published, publishedText, schemaOf } from "./schema/schemas.mjs";

const medlint = process.env.MEDLINT ?? join(root, "target/release/medlint");
const workspace = new Workspace();
const toml = readFileSync(join(example, "medlint.toml"), "utf8");
const puts = [];

before(() => {
  workspace.configure(toml);
  for (const path of filesBelow(example).filter((path) => path.endsWith(".md"))) {
    puts.push(workspace.put(path, readFileSync(join(example, path))));
  }
});

function conforms(type, value) {
  const ajv = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true });
  const validate = ajv.compile(schemaOf(type));
  const problems = validate(value) ? [] : validate.errors.slice(0, 5).map((e) => `${e.instancePath} ${e.message} ${JSON.stringify(e.params)}`);
  assert.deepEqual(problems, [], type);
}

test("catalogue", () => conforms("Catalogue", workspace.catalogue()));
test("put", () => {
  for (const put of puts) conforms("Put", put);
  conforms("Put", workspace.put("empty.md", new Uint8Array()));
  conforms("Put", workspace.put("image.png", new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0])));
});
test("scan", () => conforms("Scan", JSON.parse(workspace.scanJson())));
test("check", () => {
  conforms("Assessment", workspace.check({ today: "2026-01-01", files: [] }));
  conforms("Assessment", JSON.parse(workspace.checkJson({})));
});
test("check with what people decided", () => {
  const decided = new Workspace();
  const [first, second] = workspace.catalogue().requirements.filter(({ level, when }) => level === "core" && when.length === 0);
  decided.configure(
    `[[decision]]\nrequirement = "${first.id}"\nstatus = "met"\nreason = "r"\nevidence = "e"\nnote = "n"\nowner = "o"\ndate = 2026-01-01\n` +
      `[[waiver]]\nrequirement = "${second.id}"\nreason = "r"\n`,
  );
  decided.put("a.md", new TextEncoder().encode("# Threat model\n\nTBD\n"));
  const check = decided.check({ today: "2026-01-01" });
  conforms("Assessment", check);
  const of = (id) => check.requirements.find((requirement) => requirement.id === id);
  assert.equal(of(first.id).status, "met");
  assert.equal(of(second.id).status, "waived");
});
test("marks", () => {
  for (const path of workspace.paths()) conforms("Marks", workspace.marks(path));
  assert.ok(workspace.paths().some((path) => workspace.marks(path).length > 5));
});
test("applicability", () => conforms("Applicability", workspace.applicability({ networked: true, cloud: false })));
test("self-test", () => {
  const made = workspace.selftest({ program: "ab".repeat(32), platform: "a browser", date: "2026-11-22T09:30:00Z" });
  conforms("Selftest", made);
  const record = JSON.parse(made.json);
  conforms("SelftestRecord", record);
  assert.ok(made.holds && record.installation.holds && record.milliseconds >= 0);
  assert.match(made.html, /a browser/);
  conforms("SelftestRecord", JSON.parse(workspace.selftest({}).json));
});
test("configuration", () => {
  const read = workspace.readConfig(toml);
  conforms("ReadConfig", read);
  conforms("ReadConfig", workspace.readConfig("[device]\nnam = 1\n"));
  assert.deepEqual(workspace.readConfig(workspace.writeConfig(read.config)).config, read.config);
});

test("comparisons, baseline and manifest, which only the command writes", () => {
  const folder = mkdtempSync(join(tmpdir(), "medlint-types-"));
  try {
    cpSync(example, folder, { recursive: true });
    const run = (...args) => {
      const { status, stdout, stderr } = spawnSync(medlint, [...args, "--today", "2026-01-01"], { cwd: folder, encoding: "utf8", maxBuffer: 1 << 30 });
      assert.ok(status === 0 || status === 1, `medlint ${args.join(" ")} ended with ${status}: ${stderr}`);
      return stdout;
    };
    run("baseline");
    run("check", "--output", "json=before.json");
    const file = join(folder, "docs/risk/threat-model.md");
    const text = readFileSync(file, "utf8").replaceAll("STRIDE", "STRIDE and LINDDUN").split("## 6")[0];
    writeFileSync(file, `${text}\n## Open points\n\nTBD\n`);
    rmSync(join(folder, "docs/components"), { recursive: true });
    writeFileSync(join(folder, "medlint.toml"), toml.replace(/reason = "/u, 'reason = "Again: '));
    run("check", "--output", "json=after.json");
    conforms("Baseline", JSON.parse(readFileSync(join(folder, "medlint-baseline.json"), "utf8")));
    const diff = JSON.parse(run("diff", "before.json", "after.json", "--format", "json"));
    for (const part of ["findings", "requirements", "evidence", "exceptions", "documents"]) assert.ok(diff[part].length > 0, part);
    conforms("Diff", diff);
    const check = JSON.parse(run("check", "--baseline", "medlint-baseline.json", "--format", "json"));
    assert.ok(check.findings.some(({ novelty }) => novelty === "new"));
    conforms("Assessment", check);
    conforms("Manifest", JSON.parse(run("check", "--format", "manifest", "--output", "csv=trace.csv")));
  } finally {
    rmSync(folder, { recursive: true });
  }
});

for (const output of published) {
  test(`${output.file.split("/").pop()} is up to date`, () => {
    assert.equal(readFileSync(output.file, "utf8"), publishedText(output), "npm run schemas brings it up to date");
  });
}
