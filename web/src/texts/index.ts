// Every text of the user interface, in the chosen language: `t.device.title`. Reading it in a component makes the
// component follow the language. The language that is not shown is not loaded.
import { signal } from "@preact/signals";
import { readSetting, writeSetting } from "../state/settings";
import type { Texts } from "./en";

export type { Texts } from "./en";
export const LANGUAGES = ["en", "de"] as const;
export type Language = (typeof LANGUAGES)[number];

const loaders: Record<Language, () => Promise<Texts>> = {
  en: async () => (await import("./en")).en,
  de: async () => (await import("./de")).de,
};

const texts = signal<Texts | undefined>(undefined);
export const language = signal<Language>("en");

export const t: Texts = new Proxy({} as Texts, {
  get: (_, room) => {
    if (!texts.value) throw new Error("texts are read before setLanguage() is done");
    return texts.value[room as keyof Texts];
  },
});

/** What was chosen before, otherwise the first language of the browser that there is. */
export function preferredLanguage(): Language {
  const wishes = [readSetting("language") ?? "", ...(globalThis.navigator?.languages ?? [])];
  return wishes.map((wish) => LANGUAGES.find((known) => wish.startsWith(known))).find(Boolean) ?? "en";
}

export async function setLanguage(wanted: Language): Promise<void> {
  texts.value = await loaders[wanted]();
  language.value = wanted;
  if (globalThis.document) document.documentElement.lang = wanted;
}

/** A choice, which is remembered. */
export async function chooseLanguage(wanted: Language): Promise<void> {
  writeSetting("language", wanted);
  await setLanguage(wanted);
}
