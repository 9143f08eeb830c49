// Every text for people, except those of package.nls.json.
import type { KindGuess, Level, ReportFormat, State, Status, Strength, FactGroup } from "../../wasm/src/types";
import type { Filter } from "./views/filter";

const number = new Intl.NumberFormat("en-GB");

function count(n: number, one: string, many: string): string {
  return `${number.format(n)} ${n === 1 ? one : many}`;
}

const status: Record<Status, string> = {
  met: "met",
  justified: "absence justified",
  partly: "partly",
  elsewhere: "said to be elsewhere",
  planned: "planned",
  "denied-with-reason": "denied, with a reason",
  denied: "denied",
  placeholder: "placeholder",
  missing: "missing",
  waived: "waived",
  "needs-a-person": "needs a person",
  "not-applicable": "does not apply",
};

const state: Record<State, string> = {
  shown: "shown",
  partly: "partly",
  elsewhere: "said to be elsewhere",
  planned: "planned",
  denied: "denied",
  placeholder: "placeholder",
  mentioned: "only mentioned",
  missing: "missing",
};

const strength: Record<Strength, string> = { must: "must", should: "should", may: "may", info: "information" };
const level: Record<Level, string> = { core: "core", detail: "detail", context: "context" };
const because: Record<KindGuess["because"], string> = {
  "front-matter": "its front matter says so",
  config: "medlint.toml says so",
  title: "because of its title",
  "file-name": "because of its file name",
  content: "because of its content",
  unknown: "nothing tells what it is",
};

/** Names of frameworks where there is little room. */
const FRAMEWORKS: Readonly<Record<string, string>> = {
  "imdrf-n60": "IMDRF N60",
  "imdrf-n70": "IMDRF N70",
  "imdrf-n73": "IMDRF N73",
  "mdcg-2019-16": "MDCG 2019-16",
  "eu-gspr": "EU MDR/IVDR",
  "ig-nb": "IG-NB",
};

export function shortFramework(id: string): string {
  return FRAMEWORKS[id] ?? id;
}

interface DocumentWords {
  path: string;
  title: string | null;
  kind: string;
  because: KindGuess["because"];
  coverage: { shown: number; expected: number; partly: number; blanks: number } | undefined;
  findings: number;
}

export const texts = {
  words: { status, state, strength, level },

  server: {
    notRunning: "the server is not running",
    readsDisk: "this server reads files itself",
    restarts: "the server ended by itself and is started again",
    givenUp: "the server ended again and again and is not started any more; the command “medlint: Restart Server” tries it again",
    disabled: "it is switched off by the setting medlint.enable",
    noFolder: "open a folder first",
  },

  tree: {
    done: (done: number, all: number) => `${number.format(done)} of ${number.format(all)}`,
    open: (n: number) => `${number.format(n)} open`,
    coverage: (shown: number, all: number) => `${shown} of ${all}`,
    short: (shown: number, all: number) => `${shown}/${all}`,
    topics: (n: number) => count(n, "topic", "topics"),
    requirements: (n: number) => count(n, "requirement", "requirements"),
    spoken: (title: string, id: string, word: string) => `${title}, ${id}, ${word}`,
    spokenDocument: (name: string, kind: string, findings: number) => `${name}, ${kind}, ${count(findings, "finding", "findings")}`,
    documentTooltip: ({ path, title, kind, because: why, coverage, findings }: DocumentWords) =>
      [
        title ?? path,
        path,
        `${kind} (${because[why]})`,
        ...(coverage && coverage.expected > 0
          ? [`shows ${coverage.shown} of the ${count(coverage.expected, "topic", "topics")} expected${coverage.partly > 0 ? `, ${coverage.partly} partly` : ""}`]
          : []),
        ...(coverage && coverage.blanks > 0 ? [`${count(coverage.blanks, "blank", "blanks")} to be filled in`] : []),
        count(findings, "finding", "findings"),
      ].join("\n"),
    createTooltip: (topics: string[]) => `There is no such document yet. It would show:\n${topics.map((topic) => `• ${topic}`).join("\n")}`,
    toCreate: "Not there yet",
    ownTopics: "Topics of your own",
    noConfig: "Say what the device is: initialise medlint.toml",
    filter: ({ openOnly, levels, frameworks, text }: Filter) =>
      [
        ...(openOnly ? ["open"] : []),
        ...(levels.length > 0 ? [levels.map((one) => level[one]).join(", ")] : []),
        ...(frameworks.length > 0 ? [frameworks.map(shortFramework).join(", ")] : []),
        ...(text.trim() !== "" ? [`“${text.trim()}”`] : []),
      ].join(" · "),
  },

  tooltip: {
    source: (framework: string, clause: string, id: string) => `${framework}, ${clause} · ${id}`,
    quote: (words: string) => `“${words}”`,
    lacks: (terms: string[]) => `Lacks one of: ${terms.slice(0, 5).join(", ")}${terms.length > 5 ? ` and ${terms.length - 5} more` : ""}`,
    decided: (reason: string, owner: string | null) => `Decided: ${reason}${owner ? ` (${owner})` : ""}`,
    waived: (reason: string, owner: string | null) => `Waived: ${reason}${owner ? ` (${owner})` : ""}`,
    unknown: (facts: string[]) => `Counts as applicable until it is answered whether: ${facts.join(", ")}`,
    shownWhen: (words: string) => `Shown when: ${words}`,
    notEnough: (words: string) => `Not enough: ${words}`,
  },

  statusBar: {
    name: "medlint coverage",
    both: (shown: number, expected: number, met: number, applicable: number) => `${shown}/${expected} · ${met}/${applicable}`,
    set: (met: number, applicable: number) => `${met}/${applicable}`,
    reading: "medlint",
    readingLong: "medlint is reading the documents",
    failed: "medlint",
    failedLong: "medlint has stopped. The command “medlint: Restart Server” starts it again.",
    document: (kind: string, shown: number, expected: number, partly: number, blanks: number) =>
      expected === 0
        ? `This document (${kind}) is not expected to show anything in particular.`
        : `This document (${kind}) shows ${shown} of ${count(expected, "expected topic", "expected topics")}${partly > 0 ? `, ${partly} partly` : ""}${blanks > 0 ? `; ${count(blanks, "blank", "blanks")} to be filled in` : ""}.`,
    setLong: (met: number, applicable: number, open: number, documents: number) =>
      `${count(documents, "document", "documents")}: ${number.format(met)} of ${number.format(applicable)} requirements met, ${number.format(open)} open.`,
    findings: (errors: number, warnings: number, infos: number) =>
      `Findings: ${count(errors, "error", "errors")}, ${count(warnings, "warning", "warnings")}, ${number.format(infos)} for information.`,
    report: "Report",
    problems: "Problems",
  },

  report: {
    title: "medlint report",
    titleOf: (folder: string) => `medlint report: ${folder}`,
    waiting: "The documents are being read.",
  },

  commands: {
    failed: (words: string) => `medlint: ${words}`,
    log: "Show Log",
    whichFolder: "Which folder?",
    whichPlace: "Which place?",
    whichTopic: "Which topic?",
    restricted: "this folder is not trusted, so nothing is changed in it",
    editRefused: "medlint: the editor did not take the change over.",
    initialise: "Initialise medlint.toml",

    requirements: {
      title: (n: number) => count(n, "requirement", "requirements"),
      which: "Choose one to see it in the view Requirements",
    },

    offer: {
      write: (topic: string) => `Write: ${topic}`,
      explain: "Explain what is asked for",
      waive: "Waive with a reason",
      nothing: "Nothing in the documents answers it",
      person: "Text alone cannot tell; a person has to look",
    },

    write: {
      title: (topic: string) => `Write: ${topic}`,
      where: "Where?",
      into: (document: string) => `Insert a section into ${document}`,
      intoOther: "Insert a section into another document…",
      create: (kind: string) => `New document: ${kind}`,
    },

    newDocument: {
      title: "New document",
      which: "Which kind of document?",
      wanted: "asked for, not there yet",
      there: "there is one",
      path: "Its path in the folder",
      badPath: "A path within the folder, please",
      exists: "There is a file with this name",
    },

    profile: {
      title: "Device profile",
      which: "Which questions? Answers are kept in medlint.toml. Escape ends it.",
      open: "Open questions",
      openCount: (n: number) => `${n}`,
      openDetail: "not answered, and requirements hang on them",
      count: (answered: number, all: number) => `${answered} of ${all} answered`,
      groups: { device: "The device", "life-cycle": "Life cycle", event: "Events" } satisfies Record<FactGroup, string>,
      name: "Name of the device",
      noName: "none yet",
      namePrompt: "Name of the device, for reports",
      question: (group: string, meaning: string) => `${group}: ${meaning}?`,
      hanging: (n: number) => (n === 0 ? "No requirement hangs on it" : `${count(n, "requirement hangs", "requirements hang")} on it`),
      yes: "Yes",
      no: "No",
      unknown: "Not known",
      now: "answer so far",
      stop: "Stop here and keep the answers",
      written: "medlint.toml has your answers",
    },

    excuse: {
      waiveTitle: "Waive a requirement",
      which: "Which open requirement?",
      waive: (id: string) => `Waive ${id}`,
      suppress: (code: string) => `Suppress ${code} here`,
      step: (title: string, step: number, of: number) => (of === 1 ? title : `${title} (${step}/${of})`),
      reasonPrompt: "Why is it not needed for this device? An auditor reads this.",
      suppressPrompt: "Why is this finding wrong here? The reason stands in a comment above.",
      reasonPlace: "Reason",
      noReason: "There has to be a reason",
      ownerPrompt: "Who answers for it? May be left empty.",
      expiresPrompt: "Until when? Then medlint reports it again. May be left empty.",
      expiresPlace: "2027-05-31",
      noDay: "A day like 2027-05-31, please",
      past: "This day is over",
      waived: (id: string) => `${id} is waived in medlint.toml`,
    },

    explain: {
      title: "Explain",
      which: "Requirement, topic, finding, kind of document or fact",
      requirements: "Requirements",
      topics: "Topics",
      findings: "Findings",
      kinds: "Kinds of document",
      facts: "Facts about the device",
      nothing: (id: string) => `medlint knows nothing called \`${id}\`.`,
    },

    filter: {
      title: "Filter requirements",
      which: "Each choice counts at once. Escape ends it.",
      text: "Text…",
      textPrompt: "Words in title, text, clause, id or topic. Enter keeps them.",
      openOnly: "Open ones only",
      withNotApplicable: "Also those that do not apply",
      levels: "Levels (none chosen: all)",
      frameworks: "Frameworks (none chosen: all)",
      clear: "Clear filter",
    },

    export: {
      title: "Export report",
      which: "Which form?",
      saved: (name: string) => `medlint: ${name} is saved.`,
      open: "Open",
      formats: {
        html: { name: "HTML", use: "one file to read, print and hand over" },
        markdown: { name: "Markdown", use: "for a repository or a wiki" },
        csv: { name: "CSV", use: "one line a requirement, for a spreadsheet" },
        json: { name: "JSON", use: "everything, for programs" },
        "ig-nb-markdown": { name: "IG-NB questionnaire, Markdown", use: "questions of the notified bodies with pointers to your documents" },
        "ig-nb-csv": { name: "IG-NB questionnaire, CSV", use: "the same for a spreadsheet" },
        "gspr-markdown": { name: "Annex I checklist, Markdown", use: "clauses of MDR and IVDR with a security side, whether they apply, and the evidence" },
        "gspr-csv": { name: "Annex I checklist, CSV", use: "the same for a spreadsheet" },
        badge: { name: "Badge, SVG", use: "a small picture for a README: for how many requirements the content was found" },
      } satisfies Record<ReportFormat, { name: string; use: string }>,
    },
  },
};
