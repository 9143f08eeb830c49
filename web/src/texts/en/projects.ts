import { formatsOf } from "../format";

const { plural, number, list } = formatsOf("en-GB");

export const projects = {
  title: "Projects",
  lead: "Your work, kept in this browser.",
  create: "New project",
  exportAll: "Export all projects",
  isOpen: "open now",
  more: (name: string) => `Actions for ${name}`,
  actions: "Actions",
  rename: "Rename",
  renamed: "Project renamed",
  name: "Name",
  save: "Save",
  duplicate: "Duplicate",
  duplicated: (name: string) => `“${name}” was made.`,
  exportOne: "Export as a file",
  remove: "Delete",
  changed: (day: string) => `Changed ${day}`,
  documents: (count: number) => (count === 0 ? "No documents" : plural(count, { one: "# document", other: "# documents" })),
  standing: (met: number, open: number) => `${number(met)} met, ${number(open)} open`,
  notExported: (count: number) =>
    plural(count, { one: "# project cannot be read and is not in the file.", other: "# projects cannot be read and are not in the file." }),
  file: { one: "project.json", all: "all-projects.json" },

  welcome: {
    title: "Does your documentation show the cybersecurity that reviewers look for?",
    text: "medlint knows about a thousand requirements from IMDRF, MDCG, EU law and the notified bodies’ questionnaire, and tells you which apply to your medical device. It reads your documents, shows what they already say, and what to write next and where. All of that happens in this browser: nothing leaves your computer, and there is no account.",
    device: { label: "Answer questions on my device", hint: "See which requirements apply, in about five minutes" },
    documents: { label: "Drop in my documents", hint: "See what they show; Markdown and text files" },
    example: { label: "Open the example", hint: "Twelve documents of an invented infusion pump" },
    kept: "Your work is kept in this browser by itself. You can export it at any time.",
  },

  bring: {
    title: "Import",
    text: "Choose files or drop them on this page: an exported project, all projects, a medlint.toml, or an assessment as JSON. A medlint.toml and an assessment become a project with the device, the decisions and the waivers, without documents.",
    choose: "Choose files",
    one: (name: string) => `“${name}” was imported and is open.`,
    many: (count: number) => `${number(count)} projects were imported.`,
    assessment: (file: string) => `“${file}” is an assessment: its device, decisions and waivers become a project. It does not contain the documents; drop them in again.`,
    partly: (file: string, count: number) =>
      plural(count, {
        one: `# project in “${file}” is damaged or from a newer version and was left out.`,
        other: `# projects in “${file}” are damaged or from a newer version and were left out.`,
      }),
    undoReplace: (count: number): string => (count === 1 ? "Bring back the one before" : "Bring back those before"),
    noRoom: "There is no storage left in this browser, so this was not kept. Nothing else was changed. Delete what you no longer need, and try again.",
    knownTitle: "Already here",
    known: (names: readonly string[]) => `${list(names.map((name) => `“${name}”`))} ${names.length === 1 ? "is" : "are"} in this browser already. Keep both, or replace what is here by the file?`,
    replace: "Replace",
    both: "Keep both",
    problem: {
      foreign: (file: string) => `“${file}” is not a file of medlint. You can import exported projects, medlint.toml and assessments as JSON; documents belong into the place Documents. Nothing was changed.`,
      newer: (file: string) => `“${file}” was made with a newer version. Reload the page to get that version, then import it again. Nothing was changed.`,
      damaged: (file: string) => `“${file}” is damaged and cannot be read. If you can, export it once more. Nothing was changed.`,
      unreadable: (file: string) => `“${file}” could not be read from the disk. Nothing was changed.`,
      engine: (file: string) => `“${file}” needs the rule engine, which does not answer. Try again later. Nothing was changed.`,
      toml: (file: string, line: number, message: string, more: number) =>
        `“${file}” has mistakes. Line ${line}: ${message}${more > 0 ? ` (and ${number(more)} more)` : ""}. Correct the file and import it again. Nothing was changed.`,
    },
  },

  unreadable: {
    title: "Delete this project?",
    text: (name: string) => `“${name}” cannot be read by this version of the page, so it cannot be brought back once it is deleted.`,
    remove: "Delete for good",
  },

  unsaved: {
    title: "Your latest changes are not saved",
    text: "If you go to another project now, the latest changes to the open one are lost. Export it first; the file can be imported again.",
    leave: "Go without saving",
  },

  storage: {
    title: "Where your work is",
    where: "Your projects and documents are in the storage of this browser on this computer, and nowhere else. Another browser or another computer does not see them: take them there with an export.",
    cleared: "If you clear the data of this site in the browser, or close a private window, they are gone. Export what matters to you.",
    room: (used: string, quota: string) => `medlint uses ${used}; this browser allows up to ${quota}.`,
    persist: "Keep it permanently",
    persistHint: "When the disk is nearly full, browsers may clear the storage of sites. With this you ask the browser not to.",
    persistent: "The browser has promised not to clear this storage by itself.",
    refused: "The browser did not agree. It often does after you have visited the page a few times or installed it. Export your projects now and then.",
  },

  everything: {
    button: "Delete everything in this browser",
    title: "Delete everything?",
    text: (count: number) =>
      `${plural(count, { one: "# project", other: "# projects" })} with all documents and decisions will be deleted from this browser. You can undo this as long as the message that follows is on the screen.`,
    unreadable: (count: number) =>
      plural(count, { one: "# of them cannot be read by this version and cannot be brought back.", other: "# of them cannot be read by this version and cannot be brought back." }),
    confirm: "Delete everything",
    done: "Everything was deleted from this browser.",
  },

  selftest: {
    title: "Self-test",
    text: "Whoever works under ISO 13485 validates the software that a quality management system relies on. The self-test lets the engine of this page judge texts that it brings along, as the command “medlint selftest” does, and makes a record to file. It takes a few seconds.",
    run: "Run the self-test",
    running: "The self-test is running …",
    failed: "The self-test could not be run. Reload the page and try again.",
    holds: (version: string) => `The engine computes in this browser what release ${version} computes, byte for byte.`,
    differs: (version: string) => `The engine does not compute in this browser what release ${version} computes. Do not use its results for records.`,
    rates: (passed: string, cases: string, accepted: string, overlooked: string) =>
      `${passed} of ${cases} cases have the expected state. In ${accepted} something was taken for evidence that is none, in ${overlooked} evidence was overlooked. These are known limitations of the release; the record lists all of them.`,
    weak: "Where cases did not pass",
    passed: (passed: string, cases: string) => `${passed} of ${cases} passed`,
    save: (format: string) => `Save the record as ${format}`,
  },
};
