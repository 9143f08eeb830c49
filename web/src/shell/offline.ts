// The page keeps itself for the next start without a network (offline/worker.ts), and says when a new version is there.
import { notify } from "../state/notices";
import { flush } from "../state/storage";
import { t } from "../texts";

/** After everything that the visitor waits for. Without a service worker the page works, with a network. */
export async function keepForOffline(): Promise<void> {
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return;
  try {
    const registration = await navigator.serviceWorker.register("./service-worker.js", { updateViaCache: "none" });
    if (registration.waiting) offer(registration.waiting);
    registration.addEventListener("updatefound", () => {
      const fresh = registration.installing;
      fresh?.addEventListener("statechange", () => {
        // The very first one replaces nothing.
        if (fresh.state === "installed" && navigator.serviceWorker.controller) offer(fresh);
      });
    });
  } catch {
    // Blocked by settings of the browser, or by a host without HTTPS.
  }
}

/** It would take over at the next start anyway. */
function offer(fresh: ServiceWorker): void {
  const reload = async () => {
    await flush();
    navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
    fresh.postMessage("take-over");
  };
  notify(t.shell.update.ready, { action: { label: t.shell.update.reload, run: () => void reload() } });
}
