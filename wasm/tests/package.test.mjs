// What a stranger gets: the package, packed and installed into an empty project.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { built, wasm } from "./places.mjs";

const project = mkdtempSync(join(tmpdir(), "medlint-package-"));
after(() => rmSync(project, { recursive: true }));
const run = (program, ...words) => execFileSync(program, words, { cwd: project, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
let packed;

before(() => {
  writeFileSync(join(project, "package.json"), JSON.stringify({ name: "stranger", private: true, type: "module" }));
  packed = JSON.parse(run("npm", "pack", built, "--json", "--loglevel=error"))[0];
  run("npm", "install", "--offline", "--no-audit", "--no-fund", "--loglevel=error", `./${packed.filename}`);
});

test("has what it needs and nothing else", () => {
  const files = packed.files.map(({ path }) => path).sort();
  assert.deepEqual(files, [
    "LICENSE-APACHE", "LICENSE-MIT", "README.md", "medlint_wasm.d.ts", "medlint_wasm.js", "medlint_wasm_bg.wasm", "medlint_wasm_bg.wasm.d.ts",
    "node.js", "package.json",
  ]);
});

const use = `
  const workspace = new Workspace();
  workspace.configure("[device.facts]\\nnetworked = true\\n");
  const put = workspace.put("SECURITY.md", new TextEncoder().encode("# Vulnerability disclosure policy\\n\\nReport vulnerabilities to security@example.com. We answer within 5 working days.\\n"));
  const check = workspace.check({ today: "2026-01-01" });
  const said = put.read && put.document.kind.value + " " + check.documents.length + " " + (check.coverage.total.applicable > 100);
`;

test("analyses a document in Node", () => {
  writeFileSync(join(project, "node.js"), `import { Workspace } from "medlint-wasm";\n${use}\nconsole.log(said);`);
  assert.equal(run("node", "node.js").trim(), "disclosure-policy 1 true");
});

test("the example of its README runs in Node", () => {
  writeFileSync(
    join(project, "init.js"),
    `import init, { Workspace } from "medlint-wasm";\nawait init();\n${use}\nconsole.log(said);`,
  );
  assert.equal(run("node", "init.js").trim(), "disclosure-policy 1 true");
});

test("analyses a document in a worker of Node", () => {
  writeFileSync(
    join(project, "worker.js"),
    `import { isMainThread, parentPort, Worker } from "node:worker_threads";
     if (isMainThread) new Worker(new URL(import.meta.url)).on("message", (said) => console.log(said));
     else {
       const { Workspace } = await import("medlint-wasm");
       ${use}
       parentPort.postMessage(said);
     }`,
  );
  assert.equal(run("node", "worker.js").trim(), "disclosure-policy 1 true");
});

test("is typed: a program compiles, and one with a mistake does not", () => {
  const tsc = (name) =>
    run(
      process.execPath, join(wasm, "node_modules/typescript/bin/tsc"), "--noEmit", "--strict", "--exactOptionalPropertyTypes", "--target", "es2022",
      "--module", "nodenext", "--lib", "es2023,dom,esnext.disposable", "--types", "node", "--typeRoots", join(wasm, "node_modules/@types"), name,
    );
  const program = `
    import { Workspace, type AssessedRequirement, type Catalogue, type Check, type Config, type Mark, type Put, type State } from "medlint-wasm";
    const workspace = new Workspace();
    const catalogue: Catalogue = workspace.catalogue();
    const titles: string[] = catalogue.requirements.map((requirement) => requirement.title);
    const put: Put = workspace.put("a.md", new Uint8Array());
    const states: State[] = put.read ? Object.values(put.document.topics).map((topic) => topic.state) : [];
    const check: Check = workspace.check({ today: "2026-01-01", files: [], whole_set: false });
    const open: AssessedRequirement[] = check.requirements.filter(({ status }) => status === "missing");
    const marks: Mark[] = workspace.marks("a.md");
    const config: Config = workspace.readConfig("").config;
    const toml: string = workspace.writeConfig({ ...config, decision: [{ requirement: open[0]?.id ?? "", status: "met" }] });
    console.log(titles, states, marks, toml);
  `;
  writeFileSync(join(project, "right.ts"), program);
  tsc("right.ts");
  for (const [right, wrong] of [['status === "missing"', 'status === "mising"'], ["whole_set: false", "wholeSet: false"], ['status: "met"', 'status: "waived"']]) {
    assert.ok(program.includes(right));
    writeFileSync(join(project, "wrong.ts"), program.replace(right, wrong));
    assert.throws(() => execFileSync(process.execPath, [join(wasm, "node_modules/typescript/bin/tsc"), "--noEmit", "--strict", "--module", "nodenext", "--target", "es2022", "--skipLibCheck", "wrong.ts"], { cwd: project, stdio: "ignore" }), wrong);
  }
});
