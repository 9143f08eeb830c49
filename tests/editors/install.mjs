// Installs what the tests in real editors need, outside the repository: `node install.mjs [vscode|neovim|emacs]...`, all without arguments.
import { provideCodeServer } from "./install/code-server.mjs";
import { needs, provide } from "./install/programs.mjs";

/** @type {Record<string, () => Promise<string[]>>} */
const editors = {
  vscode: async () => [await provideCodeServer(), ...provide(needs.chromium)],
  neovim: async () => provide(needs.neovim),
  emacs: async () => provide(needs.emacs, needs.eglot, needs.lspMode, needs.markdownMode),
};

const wanted = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(editors);
for (const name of wanted) {
  const install = editors[name];
  if (!install) throw new Error(`${name} is none of ${Object.keys(editors).join(", ")}`);
  try {
    console.log(`${name}: ${(await install()).join(", ")}`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
