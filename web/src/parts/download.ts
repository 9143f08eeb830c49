// Gives the visitor a file without leaving the page and without a server.

export function download(name: string, content: string | Uint8Array<ArrayBuffer>, type: string): void {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  // Firefox follows only links that are in the document.
  document.body.append(link);
  link.click();
  link.remove();
  // The browser begins to read only after this turn.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** "Pump 2 / EU", "2026-11-22", "report.html": `Pump-2-EU-2026-11-22-report.html`, a name that every file system takes. */
export function fileName(project: string, day: string, ending: string): string {
  const words = project.normalize("NFC").match(/[\p{L}\p{M}\p{N}_]+/gu) ?? [];
  const name = [...words.join("-")].slice(0, 60).join("").replace(/-$/, "");
  return `${name || "medlint"}-${day}${ending.startsWith(".") ? "" : "-"}${ending}`;
}
