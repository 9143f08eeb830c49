import type { Texts } from "../en";

export const device: Texts["device"] = {
  title: "Ihr Produkt",
  lead: "Beschreiben Sie Ihr Produkt und sehen Sie, welche Anforderungen dafür gelten.",
};
