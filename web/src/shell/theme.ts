// Light, dark, or as the system wants it. The colours themselves are in styles/tokens.css.
import { signal } from "@preact/signals";
import { readSetting, writeSetting } from "../state/settings";

export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

export const theme = signal<Theme>(THEMES.find((known) => known === readSetting("theme")) ?? "system");

export function applyTheme(): void {
  document.documentElement.dataset.theme = theme.value;
}

export function nextTheme(): void {
  theme.value = THEMES[(THEMES.indexOf(theme.value) + 1) % THEMES.length]!;
  writeSetting("theme", theme.value);
  applyTheme();
}
