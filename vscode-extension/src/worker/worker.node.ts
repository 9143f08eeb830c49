import { parentPort } from "node:worker_threads";
import { load } from "./load";
import { serve } from "./loop";

const port = parentPort;
if (port) port.on("message", serve({ load, post: (message) => port.postMessage(message), later: (task) => setImmediate(task) }));
