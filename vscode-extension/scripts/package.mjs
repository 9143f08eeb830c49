// Makes medlint.vsix and looks at what is in it: nothing may be shipped by accident, and it stays small.
import { createVSIX, listFiles } from "@vscode/vsce";
import { copyFile, readFile, rm, stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const here = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const MOST_BYTES = 2_500_000;
/** Everything that may be in the package. */
const SHIPPED = [
  /^package(\.nls)?\.json$/,
  /^(README|CHANGELOG)\.md$/,
  /^LICENSE(-MIT|-APACHE)?$/,
  /^icon\.png$/,
  /^images\/[\w-]+\.png$/,
  /^media\/([\w-]+\/)?[\w-]+\.(svg|json)$/,
  /^dist\/(extension\.(node|browser)\.js|worker\.(node|browser)\.js|medlint\.wasm|THIRD-PARTY-NOTICES\.txt)$/,
];
/** What has to be there. */
const NEEDED = ["dist/extension.node.js", "dist/extension.browser.js", "dist/worker.node.js", "dist/worker.browser.js", "dist/medlint.wasm", "icon.png", "README.md", "LICENSE"];

for (const name of ["LICENSE-MIT", "LICENSE-APACHE"]) await copyFile(join(here, "..", name), join(here, name));
const files = await listFiles({ cwd: here, dependencies: false });
const wrong = [
  ...files.filter((file) => !SHIPPED.some((pattern) => pattern.test(file))).map((file) => `${file} should not be shipped`),
  ...NEEDED.filter((file) => !files.includes(file)).map((file) => `${file} is missing; \`npm run build\` makes dist/`),
  ...(await missingPictures()),
];
const target = join(here, "medlint.vsix");
if (wrong.length === 0) {
  await createVSIX({ cwd: here, packagePath: target, dependencies: false });
  const { size } = await stat(target);
  if (size > MOST_BYTES) wrong.push(`the package has ${size} bytes, more than ${MOST_BYTES}`);
  console.log(`${files.length} files, ${size} bytes: ${target}`);
}
if (wrong.length > 0) {
  await rm(target, { force: true });
  console.error(wrong.join("\n"));
  process.exit(1);
}

/** Pictures that README.md shows and that are not there. */
async function missingPictures() {
  const readme = await readFile(join(here, "README.md"), "utf8");
  const named = [...readme.matchAll(/!\[[^\]]*\]\((images\/[^)]+)\)/g)].map((match) => match[1]);
  return named.filter((picture) => !files.includes(picture)).map((picture) => `README.md shows ${picture}, which is not there`);
}
