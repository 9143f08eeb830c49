import type { Texts } from "../en";

export const checklist: Texts["checklist"] = {
  title: "Checkliste",
  lead: "Die Anforderungen, die für Ihr Produkt gelten, und wie es um jede steht.",
};
