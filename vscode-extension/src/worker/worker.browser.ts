import type { FromWorker, ToWorker } from "./engine";
import { load } from "./load";
import { serve } from "./loop";

interface WorkerScope {
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null;
  postMessage(message: FromWorker): void;
}
const scope = globalThis as unknown as WorkerScope;

// Timers of browsers wait 4 ms when they follow one another; a channel does not.
const channel = new MessageChannel();
const tasks: (() => void)[] = [];
channel.port1.onmessage = () => tasks.shift()?.();
const later = (task: () => void) => {
  tasks.push(task);
  channel.port2.postMessage(null);
};

const receive = serve({ load, later, post: (message) => scope.postMessage(message) });
scope.onmessage = ({ data }) => receive(data);
