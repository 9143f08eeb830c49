import { formatsOf } from "../format";

const { plural, number, list } = formatsOf("en-GB");

interface Figures {
  met: number;
  begun: number;
  lacking: number;
  person: number;
  waived: number;
}

export const report = {
  title: "Report",
  lead: "How much of the expected content was found, and what to write next.",
  views: "View",
  view: { report: "Report", compare: "Compare" },
  waiting: "The report comes as soon as the documents are checked.",
  head: (name: string, day: string) => `${name}, ${day}`,
  print: "Print or save as PDF",

  summary: {
    looked: (documents: number) =>
      documents === 0
        ? "No documents were looked at: what stands here comes from decisions alone."
        : plural(documents, { one: "# document was looked at.", other: "# documents were looked at." }),
    apply: (requirements: number, frameworks: number) =>
      `${plural(requirements, { one: "# requirement", other: "# requirements" })} of ${plural(frameworks, { one: "# framework applies", other: "# frameworks apply" })} to the device.`,
    none: "No requirement applies with the present answers and frameworks.",
    stand: ({ met, begun, lacking, person, waived }: Figures) => {
      const parts = [
        `${number(met)} met`,
        begun + lacking > 0 && `${number(begun + lacking)} open (${number(begun)} begun, ${number(lacking)} not found)`,
        person > 0 && `${number(person)} for a person to judge`,
        waived > 0 && `${number(waived)} waived`,
      ];
      return `As it stands: ${list(parts.filter((part) => part !== false))}.`;
    },
    judge: "That content was found does not say that it is right: whether it is enough, a person has to judge.",
    unknown: (questions: number) =>
      plural(questions, {
        one: "# question about the device is not answered; what depends on it counts as applicable.",
        other: "# questions about the device are not answered; what depends on them counts as applicable.",
      }),
    bar: "All requirements that apply",
  },

  coverage: {
    title: "Coverage",
    byFramework: "By framework",
    byStage: "By framework and stage of the life cycle",
    caption: "Requirements met, by framework and stage of the life cycle",
    hint: "Share of the requirements that apply and are met. A figure leads to these requirements in the checklist.",
    corner: "Framework",
    all: "All stages",
    met: (met: number, all: number) => `${number(met)} of ${number(all)} met`,
    square: (framework: string, stage: string, met: number, all: number) => `${framework}, ${stage}: ${number(met)} of ${number(all)} met`,
  },

  gaps: {
    title: "What to write next",
    lead: (gaps: number) =>
      plural(gaps, {
        one: "# topic is open. Each says what the text must state for your device, and where it belongs.",
        other: "# topics are open, the most urgent first. Each says what the text must state for your device, and where it belongs.",
      }),
    none: "Nothing is left to write: every topic that the requirements ask for was found or decided.",
    order: "Order",
    orders: { urgency: "By urgency", place: "By document" },
    lacks: "lacks points",
    must: "The text must say",
    notEnough: "Not enough",
    points: "These requirements ask for a point that the text lacks. One of the words would show it:",
    more: (words: number) => `and ${number(words)} more`,
    where: "Where",
    document: (path: string, line: number | undefined) => (line === undefined ? path : `${path}, line ${number(line)}`),
    section: (heading: string) => `in a section such as “${heading}”`,
    create: (kind: string) => `New document: ${kind}`,
    anywhere: "Wherever it fits best",
    behind: (requirements: number) => plural(requirements, { one: "# requirement", other: "# requirements" }),
    behindAll: "Requirements behind it",
    open: (count: number) => plural(count, { one: "# topic", other: "# topics" }),
    showAll: (count: number) => `Show all ${number(count)} topics`,
  },

  documents: {
    title: "By document",
    none: "There are no documents in this project yet. Drop them in to see what they show.",
    toDocuments: "To the documents",
    document: "Document",
    kind: "Taken for",
    other: "No known kind",
    shows: "Shows of what its kind should show",
    inAll: "Topics in all",
    blanks: "To be filled in",
    share: (shown: number, partly: number, expected: number) =>
      expected === 0 ? "nothing expected" : `${number(shown)} of ${number(expected)}${partly > 0 ? `, ${number(partly)} half` : ""}`,
  },

  findings: {
    title: "Findings",
    none: "No findings.",
    groups: {
      error: (count: number) => plural(count, { one: "# error", other: "# errors" }),
      warning: (count: number) => plural(count, { one: "# warning", other: "# warnings" }),
      info: (count: number) => plural(count, { one: "# note", other: "# notes" }),
    },
    place: (path: string, line: number) => `${path}, line ${number(line)}`,
    whole: "All documents",
    why: "Why",
    help: "What to do",
    showAll: (count: number) => `Show all ${number(count)}`,
  },

  questions: {
    title: "Open questions",
    lead: "Nobody has answered these yet. Requirements that depend on them count as applicable.",
    subject: "The device …",
    depend: (requirements: number) => plural(requirements, { one: "# requirement depends on it", other: "# requirements depend on it" }),
    answer: "Answer on the page Device",
  },

  decided: {
    title: "Decisions and waivers",
    none: "Nobody has decided anything against or beside the documents.",
    status: "Decided",
    waived: "does not apply or is excused",
    found: (status: string) => `the documents alone: ${status}`,
    requirements: "Requirements",
    reason: "Reason",
    noReason: "no reason given",
    evidence: "Shown in",
    note: "Note",
    owner: "Owner",
    date: "Date",
    expires: (day: string) => `until ${day}`,
    excused: "Excused findings",
  },

  about: {
    title: "About this report",
    made: (version: string, catalogue: string, day: string) => `Made on ${day} by medlint ${version} with catalogue ${catalogue}, on the author’s own computer.`,
    limits: "medlint looks for content that the sources below expect. Their requirements are paraphrased in English; the source prevails. Texts in quotation marks come from the documents.",
  },

  exports: {
    menu: "Export",
    done: (name: string) => `“${name}” was made. Look in your downloads.`,
    failed: "The file could not be made. Your work is safe; try again.",
    formats: {
      html: { label: "Report as a web page", hint: "For colleagues, reviewers and the archive: one file, opens anywhere" },
      markdown: { label: "Short report as Markdown", hint: "For tickets, wikis and merge requests" },
      csv: { label: "Traceability as CSV", hint: "For spreadsheets: every requirement with its evidence" },
      json: { label: "Assessment as JSON", hint: "For programs and for comparing later: the same as “medlint check --format json”" },
      toml: { label: "medlint.toml", hint: "For the command, the editor and CI: device, kinds, decisions and waivers" },
      "ig-nb-markdown": { label: "IG-NB questionnaire as Markdown", hint: "For the notified body: each question with document and section" },
      "ig-nb-csv": { label: "IG-NB questionnaire as CSV", hint: "The same for a spreadsheet" },
      "gspr-markdown": { label: "Annex I checklist as Markdown", hint: "For the technical documentation: each clause with a security side, whether it applies, and the evidence" },
      "gspr-csv": { label: "Annex I checklist as CSV", hint: "The same for a spreadsheet" },
    },
    ends: {
      html: "report.html",
      markdown: "report.md",
      csv: "traceability.csv",
      json: "assessment.json",
      toml: ".medlint.toml",
      "ig-nb-markdown": "ig-nb-questionnaire.md",
      "ig-nb-csv": "ig-nb-questionnaire.csv",
      "gspr-markdown": "gspr-checklist.md",
      "gspr-csv": "gspr-checklist.csv",
    },
  },

  compare: {
    lead: "Choose two assessments and see what changed between them.",
    before: "Before",
    after: "After",
    choose: "Choose …",
    open: (name: string) => `${name} (open now)`,
    file: (name: string) => `File ${name}`,
    addFile: "Open an assessment file",
    fileHint: "A file of “Assessment as JSON”, or of medlint check --format json. It is only read for the comparison; the project does not change.",
    swap: "Swap",
    empty: "Nothing to compare yet",
    emptyText: "Export an assessment as JSON today and open it here next month, or choose another project.",
    working: "The project is being checked …",
    catalogues: "The two were made with different catalogues. Requirements that only one of them knows are listed as newly or no longer applicable.",
    frameworks: (names: readonly string[]) => `Only one of the two looked at ${list(names)}.`,
    same: "The two assessments say the same of every requirement.",
    summary: (before: string, after: string) => `From ${before} to ${after}`,
    kinds: {
      better: "Better",
      worse: "Worse",
      otherwise: "Decided otherwise",
      evidence: "Other evidence",
      applies: "Newly apply",
      "no-longer": "No longer apply",
    },
    hints: {
      better: "More was found, or a person decided so.",
      worse: "Less was found, or a person decided so.",
      otherwise: "Waived, no longer waived, or now for a person to judge.",
      evidence: "The same standing, shown at another place or in other words.",
      applies: "Applies or is asked about only in the later assessment.",
      "no-longer": "Applied or was asked about only in the earlier assessment.",
    },
    framework: "Framework",
    total: "All",
    met: "Met",
    change: "Change",
    requirement: "Requirement",
    from: (status: string) => `before: ${status}`,
    to: (status: string) => `after: ${status}`,
    showAll: (count: number) => `Show all ${number(count)}`,
    problem: {
      "no-json": (name: string) => `“${name}” is not a JSON file. Choose a file of “Assessment as JSON”. Nothing was changed.`,
      foreign: (name: string) => `“${name}” is JSON, but no assessment of medlint. Choose a file of “Assessment as JSON”. Nothing was changed.`,
      newer: (name: string) => `“${name}” was made by a newer medlint than this page knows. Reload the page to get the newer version. Nothing was changed.`,
      damaged: (name: string) => `“${name}” is an assessment of medlint, but parts of it are missing or damaged. Export it again. Nothing was changed.`,
      unreadable: (name: string) => `“${name}” could not be read from the disk. Nothing was changed.`,
      project: (name: string) => `The project “${name}” could not be checked. Nothing was changed.`,
    },
  },
};
