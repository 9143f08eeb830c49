import type { Texts } from "../en";

export const documents: Texts["documents"] = {
  title: "Dokumente",
  lead: "Ihre Dokumente und was sie bereits zeigen.",
};
