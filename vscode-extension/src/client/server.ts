// The language server of this window: starts it, restarts it, asks it.
import { Disposable, EventEmitter, workspace, type LogOutputChannel } from "vscode";
import {
  CloseAction, ErrorAction, ExecuteCommandRequest, RevealOutputChannelOn, State,
  type BaseLanguageClient, type DocumentFilter, type LanguageClientOptions, type WorkspaceEdit as ProtocolEdit,
} from "vscode-languageclient";
import { CONFIG, DOCUMENT_GLOB } from "../files/names";
import { texts } from "../texts";
import { FileSupply } from "./fileSupply";
import type { Platform } from "./platform";
import { CHANGED, LIST_FILES, READ_FILES, type Changed, type ListFilesAnswer, type ReadFile } from "./protocol";
import { today } from "./today";

export type ServerState = "off" | "starting" | "ready" | "failed";

/** Restarts by itself at most so often within the time. */
const RESTARTS = 4;
const RESTARTS_WITHIN_MS = 3 * 60 * 1000;

export class Server implements Disposable {
  private client: BaseLanguageClient | undefined;
  private supply: FileSupply | undefined;
  private readonly ends: number[] = [];
  /** Starts and stops come one after another. */
  private turn: Promise<void> = Promise.resolve();
  private current: ServerState = "off";

  private readonly stateChanged = new EventEmitter<ServerState>();
  readonly onDidChangeState = this.stateChanged.event;
  private readonly changed = new EventEmitter<Changed>();
  /** A set of documents stands differently. */
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly platform: Platform,
    readonly log: LogOutputChannel,
  ) {}

  dispose(): void {
    void this.stop();
    this.stateChanged.dispose();
    this.changed.dispose();
  }

  get state(): ServerState {
    return this.current;
  }

  start(): Promise<void> {
    return this.inTurn(() => this.startNow());
  }

  stop(): Promise<void> {
    return this.inTurn(() => this.stopNow());
  }

  restart(): Promise<void> {
    this.ends.length = 0;
    return this.inTurn(async () => {
      await this.stopNow();
      await this.startNow();
    });
  }

  /** Whether the server has this command. */
  knows(command: string): boolean {
    return this.client?.initializeResult?.capabilities.executeCommandProvider?.commands.includes(command) ?? false;
  }

  /** Has the server execute a command. */
  async ask<T>(command: string, ...args: unknown[]): Promise<T> {
    if (!this.client || this.current !== "ready") throw new Error(texts.server.notRunning);
    return (await this.client.sendRequest(ExecuteCommandRequest.type, { command, arguments: args })) as T;
  }

  /** Applies an edit of the server; whether that was possible. */
  async apply(edit: ProtocolEdit): Promise<boolean> {
    if (!this.client) return false;
    return workspace.applyEdit(await this.client.protocol2CodeConverter.asWorkspaceEdit(edit));
  }

  /** As the server names a file. */
  uriText(uri: Parameters<BaseLanguageClient["code2ProtocolConverter"]["asUri"]>[0]): string {
    return this.client?.code2ProtocolConverter.asUri(uri) ?? uri.toString();
  }

  /** Has the server read all files again. */
  async readAgain(): Promise<void> {
    if (this.supply) await this.supply.readAgain();
    else await this.restart();
  }

  private inTurn(task: () => Promise<void>): Promise<void> {
    this.turn = this.turn.then(task, task);
    return this.turn;
  }

  private async startNow(): Promise<void> {
    if (this.client) return;
    this.set("starting");
    try {
      const client = await this.platform.createClient(this.options(), (words) => this.log.error(words));
      this.client = client;
      this.supply = this.platform.readsDisk() ? undefined : new FileSupply(client);
      this.answer(client);
      client.onDidChangeState(({ newState }) => this.follow(client, newState));
      await client.start();
      this.set("ready");
    } catch (error) {
      this.log.error(error instanceof Error ? error : String(error));
      await this.discard();
      this.set("failed");
    }
  }

  private async stopNow(): Promise<void> {
    await this.discard();
    this.set("off");
  }

  private async discard(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    this.supply?.dispose();
    this.supply = undefined;
    try {
      await client?.dispose(2000);
    } catch {
      // It did not answer any more; the worker or process is ended all the same.
    }
  }

  private follow(client: BaseLanguageClient, state: State): void {
    if (client !== this.client) return;
    if (state === State.Running) this.set("ready");
    else if (state === State.Starting) this.set("starting");
  }

  private set(state: ServerState): void {
    if (state === this.current) return;
    this.current = state;
    this.stateChanged.fire(state);
  }

  private answer(client: BaseLanguageClient): void {
    client.onNotification(CHANGED, (changed: Changed) => this.changed.fire(changed));
    client.onRequest(LIST_FILES, async ({ folder }: { folder: string }): Promise<ListFilesAnswer> => {
      if (!this.supply) throw new Error(texts.server.readsDisk);
      return this.supply.list(folder);
    });
    client.onRequest(READ_FILES, async ({ uris }: { uris: string[] }): Promise<{ files: ReadFile[] }> => {
      if (!this.supply) throw new Error(texts.server.readsDisk);
      return { files: await this.supply.read(uris) };
    });
  }

  private options(): LanguageClientOptions {
    const supplied = !this.platform.readsDisk();
    return {
      documentSelector: selector(),
      outputChannel: this.log,
      traceOutputChannel: this.log,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      initializationOptions: {
        ...(supplied ? { files: "client" } : {}),
        ask: true,
        changed: true,
        today: today(),
        settings: workspace.getConfiguration("medlint"),
      },
      initializationFailedHandler: (error) => {
        this.log.error(error instanceof Error ? error : String(error));
        return false;
      },
      errorHandler: {
        error: () => ({ action: ErrorAction.Continue, handled: true }),
        closed: () => this.ended(),
      },
      middleware: {
        // They change texts, which is not done in folders that nobody trusts.
        provideCodeActions: (document, range, context, token, next) => (workspace.isTrusted ? next(document, range, context, token) : []),
        workspace: {
          // FileSupply watches for itself, because it knows what is ignored.
          didChangeWatchedFile: async (event, next) => {
            if (!supplied) await next(event);
          },
        },
      },
    };
  }

  /** The server ended by itself: restarts it, unless that happens again and again. */
  private ended(): { action: CloseAction; handled: boolean } {
    const now = Date.now();
    this.ends.push(now);
    while (this.ends[0]! < now - RESTARTS_WITHIN_MS) this.ends.shift();
    if (this.ends.length <= RESTARTS) {
      this.log.warn(texts.server.restarts);
      return { action: CloseAction.Restart, handled: true };
    }
    this.log.error(texts.server.givenUp);
    void this.inTurn(async () => {
      // The client takes note of the end after this; stopping it before would ask a server that is not there.
      await new Promise((resolve) => setTimeout(resolve));
      await this.discard();
      this.set("failed");
    });
    return { action: CloseAction.DoNotRestart, handled: true };
  }
}

/** Documents and medlint.toml files of the workspace's file systems, and new texts; not old versions in a comparison. */
function selector(): DocumentFilter[] {
  const schemes = new Set(["file", ...(workspace.workspaceFolders ?? []).map(({ uri }) => uri.scheme)]);
  const filters: DocumentFilter[] = [...schemes].flatMap((scheme) => [
    { scheme, pattern: DOCUMENT_GLOB },
    { scheme, pattern: `**/${CONFIG}` },
  ]);
  return [...filters, { scheme: "untitled", language: "markdown" }];
}

/** Whether a window with these folders needs another selector. */
export function schemesOfWorkspace(): string {
  return [...new Set((workspace.workspaceFolders ?? []).map(({ uri }) => uri.scheme))].sort().join(" ");
}
