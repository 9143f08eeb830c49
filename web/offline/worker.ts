// The service worker: keeps the page's own files, so that the page starts without a network. It makes no request but for
// those files. A new version is fetched beside the old one and takes over at the next start, or when the page asks for it.
//
// Pages of the reference are kept when they are visited; there are more than a thousand of them.

// Only a module can say what `self` is.
export {};
declare const self: ServiceWorkerGlobalScope;
/** Put in by plugin.ts: changes when a file does. */
declare const VERSION: string;
/** Files of the page, from the folder of the page. */
declare const FILES: readonly string[];

const scope = new URL(self.registration.scope);
// Other pages of the same host may have caches of their own.
const prefix = `medlint ${scope.pathname} `;
const cacheName = prefix + VERSION;
const reference = new URL("reference/", scope);

self.addEventListener("install", (event) => event.waitUntil(fetchAll()));
self.addEventListener("activate", (event) => event.waitUntil(takeOver()));
self.addEventListener("message", ({ data }) => {
  if (data === "take-over") void self.skipWaiting();
});
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(scope.href)) return;
  event.respondWith(answer(request));
});

async function fetchAll(): Promise<void> {
  const cache = await caches.open(cacheName);
  await Promise.all(
    FILES.map(async (file) => {
      const url = new URL(file, scope).href;
      const hashed = file.startsWith("assets/");
      // What has the hash of its content in its name is the same in every version.
      const known = hashed ? await caches.match(url) : undefined;
      const response = known ?? (await fetch(url, { cache: hashed ? "default" : "no-cache" }));
      if (!response.ok) throw new Error(`${url}: ${response.status}`);
      await cache.put(url, response);
    }),
  );
}

async function takeOver(): Promise<void> {
  // The version before stays: a tab that still shows it may want a file of it. `keys` gives the oldest first.
  const versions = (await caches.keys()).filter((name) => name.startsWith(prefix));
  for (const name of versions.slice(0, -2)) await caches.delete(name);
  await self.clients.claim();
}

async function answer(request: Request): Promise<Response> {
  const url = new URL(request.url);
  url.search = url.hash = "";
  if (url.href.startsWith(reference.href)) return fromReference(request, url);
  const address = url.href === scope.href ? new URL("index.html", scope).href : url.href;
  const cache = await caches.open(cacheName);
  return (await cache.match(address)) ?? (await caches.match(address)) ?? fetch(request);
}

/** The network knows best; what it said last serves when there is none. */
async function fromReference(request: Request, url: URL): Promise<Response> {
  const cache = await caches.open(cacheName);
  try {
    const response = await fetch(request);
    if (response.ok && !response.redirected) await cache.put(url.href, response.clone());
    return response;
  } catch {
    const kept = (await cache.match(url.href)) ?? (await caches.match(url.href));
    if (kept) return kept;
    return request.mode === "navigate" ? Response.redirect(new URL("offline.html", scope).href) : Response.error();
  }
}
