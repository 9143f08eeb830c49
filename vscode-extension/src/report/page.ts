// The server's HTML report as a page of a webview: nothing may be loaded or run in it, and it has the editor's colours.

/** The report's own colours, as the editor's theme has them. */
const COLOURS = `:root:root{color-scheme:normal;--ink:var(--vscode-editor-foreground);--soft:var(--vscode-descriptionForeground);--paper:var(--vscode-editor-background);\
--tint:var(--vscode-editorWidget-background);--line:var(--vscode-widget-border,var(--vscode-panel-border));--firm:var(--vscode-input-border,var(--vscode-descriptionForeground));--accent:var(--vscode-textLink-foreground);\
--good:var(--vscode-medlint-found);--half:var(--vscode-medlint-partly);--plan:var(--vscode-medlint-planned);--gap:var(--vscode-medlint-missing);--calm:var(--vscode-medlint-calm)}`;

/**
 * @param nonce only styles with it count
 */
export function reportPage(html: string, nonce: string): string {
  const policy = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-${nonce}'">`;
  const style = `<style nonce="${nonce}">${COLOURS}</style>`;
  const head = html.indexOf("<head>");
  const end = html.indexOf("</head>");
  // Whatever came instead of a report is not shown as a page.
  if (head < 0 || end < head) return messagePage(html, nonce);
  const before = html.slice(0, head + "<head>".length);
  const inside = html.slice(head + "<head>".length, end).replaceAll("<style>", `<style nonce="${nonce}">`);
  return `${before}${policy}${inside}${style}${html.slice(end)}`;
}

/** A page that only says something. */
export function messagePage(words: string, nonce: string): string {
  const safe = words.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-${nonce}'">\
<style nonce="${nonce}">body{padding:2rem;color:var(--vscode-descriptionForeground)}</style><title>medlint</title></head><body><p>${safe}</p></body></html>`;
}

export function newNonce(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
