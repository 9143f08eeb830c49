import type { Texts } from "../en";

export const projects: Texts["projects"] = {
  title: "Projekte",
  lead: "Ihre Arbeit, gespeichert in diesem Browser.",
};
