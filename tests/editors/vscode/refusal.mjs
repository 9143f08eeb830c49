// A proxy that leads nowhere: it writes down which address was asked for and refuses. Everything that does not go to the tested editor itself
// is sent through it, so that nothing can be fetched from elsewhere unseen.
import { createServer } from "node:http";

// What Chromium and VS Code ask for themselves, with or without an extension.
const OWN = [
  /^https?:\/\/((update|content-autofill|optimizationguide-pa|safebrowsing|redirector\.gvt1|edgedl\.me\.gvt1)\.(googleapis\.)?|(accounts|clients2|www)\.google\.)com[:/]/,
  /^https?:\/\/open-vsx\.org[:/]/,
];

export class Refusal {
  /** @type {string[]} */
  #asked = [];
  /** @type {import("node:http").Server} */
  #server;

  /** @param {import("node:http").Server} server */
  constructor(server) {
    this.#server = server;
    server.on("request", (request, response) => {
      this.#asked.push(request.url ?? "");
      response.writeHead(403).end();
    });
    // https goes through a proxy as CONNECT.
    server.on("connect", (request, socket) => {
      this.#asked.push(`https://${request.url}`);
      socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
    });
  }

  static async listen() {
    const server = createServer();
    await new Promise((resolve) => void server.listen(0, "127.0.0.1", () => resolve(undefined)));
    return new Refusal(server);
  }

  get address() {
    const address = this.#server.address();
    if (address === null || typeof address === "string") throw new Error("the proxy is closed");
    return `http://127.0.0.1:${address.port}`;
  }

  /** Addresses that were asked for, apart from what browser and editor ask for themselves. */
  get asked() {
    return this.#asked.filter((address) => !OWN.some((own) => own.test(address)));
  }

  /** All addresses, for a look at what is left out. */
  get all() {
    return this.#asked;
  }

  async close() {
    this.#server.closeAllConnections();
    await new Promise((resolve) => void this.#server.close(resolve));
  }
}
