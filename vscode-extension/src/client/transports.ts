// Messages between the editor's language client and the server in a worker.
import {
  AbstractMessageReader, AbstractMessageWriter,
  type DataCallback, type Disposable, type Message, type MessageReader, type MessageWriter,
} from "vscode-languageserver-protocol";
import type { MessageTransports } from "vscode-languageclient";
import type { FromWorker, ToWorker } from "../worker/engine";

/** A worker of Node or of a browser. */
export interface WorkerPort {
  post(message: ToWorker, transfer: ArrayBuffer[]): void;
  onMessage(listener: (message: FromWorker) => void): void;
  /** It failed or ended without being told to. */
  onEnd(listener: (reason: string) => void): void;
  terminate(): void;
}

/** Starts the server of `module` in a worker. The worker ends with the connection. */
export function transportsOver(port: WorkerPort, module: Uint8Array<ArrayBuffer>, log: (words: string) => void): MessageTransports {
  const reader = new WorkerReader();
  let over = false;
  const end = (reason?: string) => {
    if (over) return;
    over = true;
    port.terminate();
    if (reason !== undefined) {
      log(reason);
      reader.close();
    }
  };
  port.onEnd(end);
  port.onMessage((message) => {
    if (over) return;
    if (Array.isArray(message)) for (const json of message) reader.take(JSON.parse(json) as Message);
    else end(message.broken);
  });
  port.post({ module }, [module.buffer]);
  return { reader, writer: new WorkerWriter(port, end) };
}

class WorkerReader extends AbstractMessageReader implements MessageReader {
  private callback: DataCallback | undefined;
  private readonly early: Message[] = [];

  listen(callback: DataCallback): Disposable {
    this.callback = callback;
    for (const message of this.early.splice(0)) callback(message);
    return { dispose: () => (this.callback = undefined) };
  }

  take(message: Message): void {
    if (this.callback) this.callback(message);
    else this.early.push(message);
  }

  close(): void {
    this.fireClose();
  }
}

class WorkerWriter extends AbstractMessageWriter implements MessageWriter {
  constructor(
    private readonly port: WorkerPort,
    private readonly ended: () => void,
  ) {
    super();
  }

  async write(message: Message): Promise<void> {
    this.port.post(JSON.stringify(message), []);
  }

  end(): void {
    this.ended();
  }

  override dispose(): void {
    super.dispose();
    this.ended();
  }
}
