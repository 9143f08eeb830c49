// The extension on the desktop and on servers: the WebAssembly server in a thread, or a native one as a process.
import { Worker } from "node:worker_threads";
import { Uri, workspace, type ExtensionContext } from "vscode";
import { LanguageClient, TransportKind, type LanguageClientOptions } from "vscode-languageclient/node";
import { begin } from "./begin";
import { CLIENT_ID, CLIENT_NAME, type Platform } from "./client/platform";
import { transportsOver, type WorkerPort } from "./client/transports";
import type { FromWorker } from "./worker/engine";

let end: (() => Promise<void>) | undefined;

export function activate(context: ExtensionContext): void {
  const dist = Uri.joinPath(context.extensionUri, "dist");
  const platform: Platform = {
    readsDisk: () => nativeServer() !== undefined,
    async createClient(options: LanguageClientOptions, log) {
      const command = nativeServer();
      const start = async () => {
        const module = Uint8Array.from(await workspace.fs.readFile(Uri.joinPath(dist, "medlint.wasm")));
        return transportsOver(workerPort(Uri.joinPath(dist, "worker.node.js").fsPath), module, log);
      };
      const server = command ? { command, args: ["lsp"], transport: TransportKind.stdio } : start;
      return new LanguageClient(CLIENT_ID, CLIENT_NAME, server, options);
    },
  };
  end = begin(context, platform);
}

export function deactivate(): Promise<void> | undefined {
  return end?.();
}

/** The command of the settings; only for trusted folders on the disk. */
function nativeServer(): string | undefined {
  const path = workspace.getConfiguration("medlint").get<string | null>("server.path")?.trim();
  const onDisk = (workspace.workspaceFolders ?? []).every(({ uri }) => uri.scheme === "file");
  return path && workspace.isTrusted && onDisk ? path : undefined;
}

function workerPort(script: string): WorkerPort {
  const worker = new Worker(script, { stdout: false, stderr: false });
  return {
    post: (message, transfer) => worker.postMessage(message, transfer),
    onMessage: (listener) => worker.on("message", (message: FromWorker) => listener(message)),
    onEnd(listener) {
      worker.on("error", (error) => listener(error.stack ?? error.message));
      worker.on("exit", (code) => listener(`the worker of the server ended with code ${code}`));
    },
    terminate: () => void worker.terminate(),
  };
}
