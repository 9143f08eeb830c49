/** Every text of the reference that does not come from the catalogue. */
export const text = {
  site: "medlint reference",
  brand: "medlint",
  skip: "Skip to the content",
  here: "Where you are",
  home: "Reference",
  main: "Parts of the reference",
  search: "Search",
  table: "Table",
  openApp: "Checklist for a device",

  nav: {
    frameworks: "Frameworks",
    topics: "Topics",
    kinds: "Documents",
    rules: "Findings",
    facts: "Facts",
    citations: "Superseded citations",
    words: "Words",
  },

  footer: (version: string, catalogue: string) => `medlint ${version}, catalogue ${catalogue}.`,
  prevails: "Requirements are paraphrases in our own words. Where they differ from the source, the source prevails.",
  judge: "medlint says what it found in documents. Whether that is enough, a person has to judge.",

  intro:
    "Everything that medlint looks for in the design documents of a medical device: what regulators expect to read about cybersecurity, how it is recognised, and what each finding means.",
  searchLabel: "Search requirements, topics, documents and findings",
  searchHint: "Words, a clause, or an id: replay, SBOM format, N60-5.3, M103",

  about: {
    frameworks: "The sources, with their requirements in the order of their clauses.",
    requirements: "Each requirement says one thing that a source expects of the content of documents.",
    topics:
      "A topic is content that can be recognised in a text. A requirement is met when its topics are shown; the same topic often answers requirements of several frameworks.",
    kinds: "What each kind of document should show, in the order in which it is usually presented.",
    rules: "What medlint reports, by code. Each says why it matters, what to do, and how to excuse it with a reason.",
    facts:
      "What is true of the device decides which requirements apply. A fact that nobody has answered counts as unknown; requirements that hang on it then apply until somebody says no.",
    citations:
      "Editions of standards, laws and guidance that have been replaced, and algorithms that no longer protect. A document that relies on one gets the finding M108.",
    words: "The words that medlint uses for requirements, for what a document says, and for how a requirement stands.",
  },

  strengths: { must: "must", should: "should", may: "may", info: "info" } as Record<string, string>,
  weights: { 3: "must have", 2: "asked for", 1: "good to have" },
  weightMeanings: {
    3: "the document fails its purpose without it",
    2: "a reviewer asks for it",
    1: "useful here, but not expected",
  },
  scopes: {
    document: "one document at a time",
    set: "all documents together, with the facts about the device",
    config: "medlint.toml",
  } as Record<string, string>,
  citationKinds: {
    law: "Law",
    standard: "Standards",
    guidance: "Guidance",
    algorithm: "Algorithms and protocols",
  },
  severities: { error: "error", warning: "warning", info: "information" },
  factGroups: { device: "About the device", "life-cycle": "Life cycle", event: "Events" } as Record<string, string>,

  standing: {
    shown: "shown",
    partly: "partly",
    elsewhere: "elsewhere",
    planned: "planned",
    denied: "denied",
    placeholder: "placeholder",
    mentioned: "mentioned",
    missing: "missing",
    met: "met",
    justified: "justified",
    "denied-with-reason": "denied with a reason",
    waived: "waived",
    "needs-a-person": "needs a person",
    "not-applicable": "not applicable",
  },
} as const;

const SHORT: Record<string, string> = {
  "imdrf-n60": "IMDRF N60",
  "imdrf-n70": "IMDRF N70",
  "imdrf-n73": "IMDRF N73",
  "mdcg-2019-16": "MDCG 2019-16",
  "eu-gspr": "EU MDR and IVDR",
  "ig-nb": "IG-NB questionnaire",
};

/** A framework's name where there is little room. */
export function shortName(framework: { id: string; title: string }): string {
  return SHORT[framework.id] ?? framework.title;
}

/** "5.1, Table 1" is a clause; "MDR Art. 83" and "Annex I" say themselves what they are. */
export function clauseName(clause: string): string {
  return /^\d/.test(clause) ? `Clause ${clause}` : clause;
}

export function counted(count: number, one: string, many: string): string {
  return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
}

export function requirementsCounted(count: number): string {
  return counted(count, "requirement", "requirements");
}

/** The anchor of a clause on the page of its framework. */
export function clauseAnchor(clause: string, section: string): string {
  const words = `${clause} ${section}`.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  return `clause-${words.join("-")}`;
}
