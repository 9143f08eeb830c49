// Feeds the server: messages first, work only while none is waiting. That coalesces edits and lets requests be taken back.
import type { Engine, FromWorker, ToWorker } from "./engine";

export interface Host {
  post(message: FromWorker): void;
  /** Runs a task after the messages that have already come. */
  later(task: () => void): void;
  load(module: Uint8Array): Promise<Engine>;
}

/** Gives what to do with each message of the extension. */
export function serve(host: Host): (message: ToWorker) => void {
  let engine: Engine | undefined;
  let over = false;
  let scheduled = false;
  const early: string[] = [];

  const broken = (error: unknown) => {
    over = true;
    engine = undefined;
    host.post({ broken: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  };
  const post = (messages: string[]) => {
    if (messages.length > 0) host.post(messages);
  };
  const schedule = () => {
    if (scheduled || over) return;
    scheduled = true;
    host.later(step);
  };
  const step = () => {
    scheduled = false;
    if (!engine) return;
    try {
      const { messages, more } = engine.work();
      post(messages);
      if (more) schedule();
    } catch (error) {
      broken(error);
    }
  };
  const receive = (json: string) => {
    if (!engine) return;
    try {
      post(engine.receive(json));
      schedule();
    } catch (error) {
      broken(error);
    }
  };

  return (message) => {
    if (over) return;
    if (typeof message !== "string") {
      host.load(message.module).then((loaded) => {
        engine = loaded;
        for (const json of early.splice(0)) receive(json);
      }, broken);
    } else if (engine) receive(message);
    else early.push(message);
  };
}
