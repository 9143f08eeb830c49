import type { Texts } from "../en";

export const report: Texts["report"] = {
  title: "Bericht",
  lead: "Wie viel des erwarteten Inhalts gefunden wurde und was als Nächstes zu schreiben ist.",
};
