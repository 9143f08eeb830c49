// The extension in a browser: the WebAssembly server in a web worker.
import { Uri, workspace, type ExtensionContext } from "vscode";
import { LanguageClient, type LanguageClientOptions } from "vscode-languageclient/browser";
import { begin } from "./begin";
import { CLIENT_ID, CLIENT_NAME, type Platform } from "./client/platform";
import { transportsOver, type WorkerPort } from "./client/transports";
import type { FromWorker } from "./worker/engine";

let end: (() => Promise<void>) | undefined;

export function activate(context: ExtensionContext): void {
  const dist = Uri.joinPath(context.extensionUri, "dist");
  const platform: Platform = {
    readsDisk: () => false,
    async createClient(options: LanguageClientOptions, log) {
      const start = async () => {
        const [script, module] = await Promise.all(["worker.browser.js", "medlint.wasm"].map((name) => workspace.fs.readFile(Uri.joinPath(dist, name))));
        return transportsOver(workerPort(script!), Uint8Array.from(module!), log);
      };
      return new LanguageClient(CLIENT_ID, CLIENT_NAME, start, options);
    },
  };
  end = begin(context, platform);
}

export function deactivate(): Promise<void> | undefined {
  return end?.();
}

/** From the script's text, because a worker must come from the page's own origin, which the extension's files do not. */
function workerPort(script: Uint8Array): WorkerPort {
  const address = URL.createObjectURL(new Blob([Uint8Array.from(script)], { type: "text/javascript" }));
  const worker = new Worker(address, { name: "medlint" });
  return {
    post: (message, transfer) => worker.postMessage(message, transfer),
    onMessage(listener) {
      worker.onmessage = ({ data }: MessageEvent<FromWorker>) => listener(data);
    },
    onEnd(listener) {
      worker.onerror = (event) => listener(event.message);
    },
    terminate() {
      worker.terminate();
      URL.revokeObjectURL(address);
    },
  };
}
