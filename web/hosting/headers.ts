// What a host should send with the page. `npm run preview` and the browser tests send it; docs/web.md tells hosts of it.

/** The page may talk to its own origin and to nobody else. The built page says so itself, in a <meta>. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "font-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-src 'self' blob:",
].join("; ");

export const headers: Readonly<Record<string, string>> = {
  // frame-ancestors has no effect in a <meta>, so it is only here.
  "Content-Security-Policy": `${contentSecurityPolicy}; frame-ancestors 'self'`,
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
  "Cross-Origin-Opener-Policy": "same-origin",
};

/** Files whose name changes with their content are kept; of the others the browser asks whether they are new. */
export function cacheControl(path: string): string {
  return isHashed(path) ? "public, max-age=31536000, immutable" : "no-cache";
}

/** Vite puts the hash of the content into the names of what it builds, and that into one folder. */
export function isHashed(path: string): boolean {
  return /(^|\/)assets\/[^/]+-[\w-]{8}\.\w+$/.test(path);
}
