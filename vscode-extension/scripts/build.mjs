// Builds dist/: the extension for desktop and browser, the worker for both, and the server's module.
// `--server FOLDER` takes another package of the server than ../wasm/lsp-pkg; `--watch` builds again after each change.
import { build, context } from "esbuild";
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const here = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const { values } = parseArgs({ options: { server: { type: "string" }, watch: { type: "boolean" } } });
const server = resolve(values.server ?? join(here, "../wasm/lsp-pkg"));
const dist = join(here, "dist");

const files = await readdir(server).catch(() => []);
const wasm = files.find((name) => name.endsWith("_bg.wasm"));
if (!wasm) {
  console.error(`There is no server in ${server}. \`cargo xtask vscode\` makes it; --server names another place.`);
  process.exit(1);
}

const common = {
  absWorkingDir: here,
  outdir: dist,
  bundle: true,
  minify: true,
  legalComments: "none",
  logLevel: "warning",
  metafile: true,
  alias: { "medlint-server": join(server, wasm.replace("_bg.wasm", ".js")) },
  // The module is handed over as bytes; the package's own way to find it is not used.
  define: { "import.meta.url": '""' },
};
const node = { ...common, platform: "node", target: "node18", format: "cjs" };
const browser = { ...common, platform: "browser", target: "es2022", mainFields: ["browser", "module", "main"] };
const builds = [
  { ...node, entryPoints: ["src/extension.node.ts"], external: ["vscode"] },
  { ...node, entryPoints: ["src/worker/worker.node.ts"] },
  { ...browser, entryPoints: ["src/extension.browser.ts"], external: ["vscode"], format: "cjs" },
  { ...browser, entryPoints: ["src/worker/worker.browser.ts"], format: "iife" },
];

await rm(dist, { recursive: true, force: true });
await mkdir(dist, { recursive: true });
await copyFile(join(server, wasm), join(dist, "medlint.wasm"));
if (values.watch) for (const options of builds) await (await context({ ...options, minify: false, sourcemap: true })).watch();
else await writeNotices(await Promise.all(builds.map((options) => build(options))));

/** Licences of the packages that are in the bundles. */
async function writeNotices(results) {
  const inputs = results.flatMap(({ metafile }) => Object.keys(metafile.inputs));
  const names = new Set(inputs.flatMap((input) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1] ?? []));
  const parts = [];
  for (const name of [...names].sort()) {
    const folder = join(here, "node_modules", name);
    const about = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
    const licence = (await readdir(folder)).find((file) => /^licen[cs]e/i.test(file));
    const text = licence ? await readFile(join(folder, licence), "utf8") : `Licence: ${about.license}`;
    parts.push(`${name} ${about.version}\n${"=".repeat(40)}\n${text.trim()}\n`);
  }
  await writeFile(join(dist, "THIRD-PARTY-NOTICES.txt"), `Packages in this extension and their licences\n\n${parts.join("\n\n")}`);
}
