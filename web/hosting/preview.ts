// `vite preview` as a good host: headers, caching and compression as docs/web.md recommends them.
import { readFile, stat } from "node:fs/promises";
import { join, normalize, resolve, sep } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { Connect, Plugin } from "vite";
import { cacheControl, headers } from "./headers.ts";

const types: Readonly<Record<string, string>> = {
  css: "text/css; charset=utf-8",
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  json: "application/json",
  md: "text/markdown; charset=utf-8",
  png: "image/png",
  svg: "image/svg+xml",
  toml: "text/plain; charset=utf-8",
  txt: "text/plain; charset=utf-8",
  wasm: "application/wasm",
  webmanifest: "application/manifest+json",
};

export const goodHost: Plugin = {
  name: "medlint-good-host",
  configurePreviewServer(server) {
    const { base, root, build } = server.config;
    server.middlewares.use(serve(resolve(root, build.outDir), base.startsWith("/") ? base : "/"));
  },
};

function serve(folder: string, base: string): Connect.NextHandleFunction {
  const compressed = new Map<string, Promise<Buffer>>();
  return async (request, response, next) => {
    const { pathname } = new URL(request.url ?? "/", "http://host");
    // Vite has its own answer for addresses outside the base.
    if (!pathname.startsWith(base)) return next();
    const path = decodeURIComponent(pathname.slice(base.length)).replace(/(^|\/)$/, "$1index.html");
    const file = normalize(join(folder, path));
    const found = file.startsWith(folder + sep) ? await stat(file).catch(() => undefined) : undefined;
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    if (!found?.isFile()) {
      response.writeHead(404, { "Content-Type": "text/plain" });
      return response.end("There is nothing at this address.\n");
    }
    const ending = path.slice(path.lastIndexOf(".") + 1);
    const etag = `"${found.size.toString(36)}-${found.mtimeMs.toString(36)}"`;
    response.setHeader("Content-Type", types[ending] ?? "application/octet-stream");
    response.setHeader("Cache-Control", cacheControl(path));
    response.setHeader("Vary", "Accept-Encoding");
    response.setHeader("ETag", etag);
    if (request.headers["if-none-match"] === etag) return response.writeHead(304).end();
    const encoding = ending === "png" ? undefined : accepted(request.headers["accept-encoding"]);
    const key = `${file} ${etag} ${encoding}`;
    const body = compressed.get(key) ?? readFile(file).then((content) => compress(content, encoding));
    compressed.set(key, body);
    if (encoding) response.setHeader("Content-Encoding", encoding);
    const content = await body;
    response.setHeader("Content-Length", content.length);
    response.end(request.method === "HEAD" ? undefined : content);
  };
}

function accepted(encodings: string | string[] | undefined): "br" | "gzip" | undefined {
  const text = String(encodings ?? "");
  return /\bbr\b/.test(text) ? "br" : /\bgzip\b/.test(text) ? "gzip" : undefined;
}

async function compress(content: Buffer, encoding: "br" | "gzip" | undefined): Promise<Buffer> {
  // Quality 5 is what hosts use when they compress while they answer.
  if (encoding === "br") return promisify(brotliCompress)(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } });
  return encoding === "gzip" ? promisify(gzip)(content) : content;
}
