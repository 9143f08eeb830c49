import type { Texts } from "../en";

export const parts: Texts["parts"] = {
  close: "Schließen",
  cancel: "Abbrechen",
  clear: "Suche leeren",
  optional: "optional",
  required: "erforderlich",
  progress: (done, total) => `${done} von ${total}`,
  notices: "Meldungen",
};
