// Small preferences of this browser: language, theme, the project of last time. Where the browser keeps nothing they
// last as long as the page.
const kept = new Map<string, string>();

export function readSetting(name: "language" | "theme" | "project"): string | undefined {
  try {
    return localStorage.getItem(`medlint.${name}`) ?? kept.get(name);
  } catch {
    return kept.get(name);
  }
}

export function writeSetting(name: "language" | "theme" | "project", value: string): void {
  kept.set(name, value);
  try {
    localStorage.setItem(`medlint.${name}`, value);
  } catch {
    // Blocked or full: `kept` has it.
  }
}
