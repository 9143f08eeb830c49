export const shell = {
  product: "medlint",
  subject: "Cybersecurity documentation of medical devices",
  skip: "Skip to content",
  places: "Places",
  place: { device: "Device", checklist: "Checklist", documents: "Documents", report: "Report", projects: "Projects" },
  unnamed: "Unnamed project",
  projectLabel: (name: string) => `Project: ${name}`,
  language: "Language",
  languages: { en: "English", de: "Deutsch" },
  theme: "Colours",
  themes: { system: "As the system", light: "Light", dark: "Dark" },
  undo: "Undo",
  undone: (what: string) => `Taken back: ${what}`,
  redone: (what: string) => `Done again: ${what}`,
  save: {
    saving: "Saving …",
    saved: "Saved in this browser",
    blocked: "Not saved: this browser keeps nothing",
    full: "Not saved: no storage left",
    conflict: "Not saved: changed in another tab",
  },
  storage: {
    blocked:
      "This browser does not let the page keep anything (private window or settings). You can work, but export your project before you close the page.",
    full: "There is no storage left in this browser, so your latest changes are not saved. Export the project, or delete projects or documents that you no longer need.",
    conflict: "This project was changed in another tab. To keep both, save what you have here as a copy.",
    keepCopy: "Save mine as a copy",
    takeOther: "Show the other tab’s version",
    changedElsewhere: "This project was changed in another tab. You now see that version.",
    copyOf: (name: string) => `${name} (copy)`,
    deleted: (name: string) => `Project “${name}” deleted`,
    unreadable: {
      newer: "This project was made with a newer version of the page. It was left as it is. Reload the page to get the newer version.",
      damaged: "This project cannot be read. It was left as it is.",
    },
  },
  engine: {
    loading: "Loading the rule engine …",
    unavailable:
      "The rule engine could not be loaded, so nothing can be checked. Reload the page; if that does not help, your browser may be too old or block WebAssembly.",
    panic: (path: string | undefined) =>
      path === undefined
        ? "The rule engine stopped and was started again. Your work is safe."
        : `The rule engine stopped at “${path}” and was started again without this document. Your work is safe.`,
    refused: "The rule engine could not do that. Your work is safe.",
    retry: "Try again",
    dismiss: "Close",
  },
  error: {
    title: "This part of the page failed",
    text: "Your work is safe: it is kept in this browser. Try again, or go to another place.",
    retry: "Try again",
    details: "Technical details",
  },
  loading: "Loading …",
  update: { ready: "A new version of this page is ready.", reload: "Reload" },
  privacy: "Nothing leaves this computer.",
  versions: (engine: string, catalogue: string) => `Engine ${engine}, catalogue ${catalogue}`,
};
