/** Who made a result. */
export interface Tool {
  name: "medlint";
  /** Version of the engine. */
  version: string;
  /** Hash of the catalogue, 16 hexadecimal digits. */
  catalogue: string;
}

export type Strength = "must" | "should" | "may" | "info";
export type Level = "core" | "detail" | "context";
export type Actor = "manufacturer" | "operator" | "integrator" | "user" | "regulator" | "finder" | "all";
export type Stage =
  | "concept" | "design" | "risk" | "verification" | "information" | "deployment"
  | "postmarket" | "vigilance" | "legacy" | "submission" | "general";
/** State of a topic in a document, strongest first. */
export type State =
  | "shown" | "partly" | "elsewhere" | "planned" | "denied" | "placeholder" | "mentioned" | "missing";
/** How a requirement stands over the whole set of documents, best first. */
export type Status =
  | "met" | "justified" | "partly" | "elsewhere" | "planned" | "denied-with-reason" | "denied"
  | "placeholder" | "missing" | "waived" | "needs-a-person" | "not-applicable";
export type Severity = "error" | "warning" | "info";

/** Everything that can be asked for, and the words for it. */
export interface Catalogue {
  version: 1;
  tool: Tool;
  frameworks: Framework[];
  areas: { id: string; title: string }[];
  requirements: Requirement[];
  topics: Topic[];
  kinds: Kind[];
  facts: Fact[];
  rules: Rule[];
  citations: Citation[];
  /** The closed lists, each in its order, with what each word means. */
  words: {
    strengths: Word<Strength>[];
    levels: Word<Level>[];
    actors: Word<Actor>[];
    stages: Word<Stage>[];
    states: Word<State>[];
    statuses: Word<Status>[];
    fact_groups: Word<FactGroup>[];
  };
}

export interface Word<Id extends string = string> {
  id: Id;
  meaning: string;
}

/** A source of requirements. */
export interface Framework {
  id: string;
  title: string;
  edition: string;
  published: string;
  publisher: string;
  url: string;
  /** Law rather than guidance. */
  binding: boolean;
  /** Number of its requirements. */
  requirements: number;
}

/** One atomic content obligation of a framework, paraphrased; the source prevails. */
export interface Requirement {
  id: string;
  framework: string;
  /** Clause as the source numbers it. */
  clause: string;
  /** Title of the source's section. */
  section: string;
  title: string;
  text: string;
  strength: Strength;
  level: Level;
  actor: Actor;
  stage: Stage;
  /** Kinds of document in which it is expected. */
  kinds: string[];
  /** Topics that must all be shown. */
  topics: string[];
  /** Topics of which one must be shown. With neither only a person can judge it. */
  any_topics: string[];
  /** Words of which one must occur in the evidence. */
  cues: string[];
  /** It applies if one of these facts is true; empty: always. */
  when: string[];
  /** What a complete answer has; not checked one by one. */
  elements: string[];
  note: string | null;
  /** Requirements of this and other frameworks that belong to it, both directions. */
  related: string[];
  /** Clause of Regulation (EU) 2017/745. */
  mdr: string | null;
  /** Clause of Regulation (EU) 2017/746; `-` when there is no counterpart. */
  ivdr: string | null;
}

/** Content that can be detected in text. */
export interface Topic {
  id: string;
  area: string;
  title: string;
  /** What a document must state, to be read with "for this device, system or organisation". */
  shown_when: string;
  /** What looks like evidence and is none. */
  not_enough: string;
  /** Requirements that it answers. */
  requirements: string[];
  /** A text that shows it, and one that does not. */
  example: Example | null;
  counter_example: Example | null;
}

export interface Example {
  state: State;
  /** Markdown. */
  text: string;
}

/** What a document is. */
export interface Kind {
  id: string;
  title: string;
  meaning: string;
  names: string[];
  /** What such a document should show, in the order in which it is usually presented. */
  topics: { topic: string; weight: 1 | 2 | 3; heading: string }[];
}

export type FactGroup = "device" | "life-cycle" | "event";

/** Something that is true of the device or not. */
export interface Fact {
  id: string;
  group: FactGroup;
  /** To be read after "the device". */
  meaning: string;
}

/** What findings report. */
export interface Rule {
  code: string;
  name: string;
  scope: "document" | "set" | "config";
  what: string;
  why: string;
  fix: string;
  /** How its severity is found, in words. */
  severity: string;
}

/** A superseded edition, or an algorithm that no longer protects. */
export interface Citation {
  id: string;
  title: string;
  superseded_by: string;
  since: string;
  kind: "standard" | "law" | "guidance" | "algorithm";
  severity: "warning" | "info";
  source: string;
  note: string | null;
}

/** What medlint takes a document for. */
export interface KindGuess {
  /** A kind, or `other`. */
  value: string;
  because: "front-matter" | "config" | "title" | "file-name" | "content" | "unknown";
}

export type Format = "markdown" | "text";

/** What one document shows: a document of `medlint scan --format json`. */
export interface ScannedDocument {
  path: string;
  format: Format;
  title: string | null;
  kind: KindGuess;
  /** By topic; topics that are not named are missing. */
  topics: Record<string, { state: State; evidence: ScannedEvidence[] }>;
}

export interface ScannedEvidence {
  state: State;
  /** Lines count from 1, both inclusive. */
  start_line: number;
  end_line: number;
  /** Titles of the headings above it, outermost first. */
  headings: string[];
  /** The words and judgements that made it. */
  because: string[];
}

/** Evidence with its place in the text of an editor. */
export interface Mark {
  topic: string;
  state: State;
  /** UTF-16 code units of the text, half-open. */
  start: number;
  end: number;
  start_line: number;
  end_line: number;
  quote: string;
  because: string[];
}

/** A file that was put into a workspace. */
export type Put =
  | { read: true; path: string; empty: boolean; notices: string[]; document: ScannedDocument }
  | { read: false; path: string; reason: "binary" };

/** All that `medlint check --format json` says. */
export interface Check {
  version: 1;
  tool: Tool;
  profile: {
    name: string | null;
    facts: Record<string, boolean>;
    /** Facts that nobody has answered, with the requirements that hang on them. */
    open_questions: { fact: string; requirements: string[] }[];
  };
  documents: {
    path: string;
    format: Format;
    title: string | null;
    kind: KindGuess;
    /** Of its bytes. */
    sha256: string;
  }[];
  findings: Finding[];
  suppressed: Excused[];
  waived: Excused[];
  requirements: AssessedRequirement[];
  actions: Action[];
  coverage: Coverage;
  counts: {
    documents: number;
    errors: number;
    warnings: number;
    infos: number;
    below_min_severity: number;
    suppressed: number;
    waived: number;
    suppressions: number;
    expiry_judged: boolean;
  };
  /** The waivers of medlint.toml, whether they excuse anything or not. */
  waivers: WaiverEntry[];
  decisions: DecisionEntry[];
  /** Files besides the documents that the result depends on: `configuration`, `catalogue`, `baseline`. */
  inputs: { what: string; path: string; sha256: string }[];
  /** What is different from a baseline or a revision, if there was one to compare with. */
  comparison: Differences | null;
}

export interface WaiverEntry {
  requirements: string[];
  topics: string[];
  findings: string[];
  document: string | null;
  reason: string | null;
  owner: string | null;
  date: string | null;
  expires: string | null;
  path: string;
  line: number;
}

export interface DecisionEntry {
  requirements: string[];
  status: DecidedStatus;
  reason: string | null;
  evidence: string | null;
  note: string | null;
  owner: string | null;
  date: string | null;
  path: string;
  line: number;
}

/** How a finding stands to what it is compared with: not there, there but milder or about less, there. */
export type Novelty = "new" | "worsened" | "known";

/** A finding of an earlier state. */
export interface PastFinding {
  code: string;
  severity: string;
  message: string;
  path: string | null;
  headings: string[];
  topics: string[];
  fingerprint: string;
}

export interface PastTopic {
  state: string;
  evidence: { path: string; start_line: number; headings: string[]; quote: string } | null;
}

/** What is different between two states of a set. */
export interface Differences {
  /** What it is compared with. */
  base: string;
  /** The two were made with different catalogues. */
  other_catalogue: boolean;
  counts: {
    new: number;
    worsened: number;
    known: number;
    gone: number;
    requirements_lost: number;
    requirements_gained: number;
    requirements_asked: number;
    requirements_dropped: number;
  };
  /** Findings that do not occur any more. */
  gone: PastFinding[];
  /** `lost`: less is shown; `gained`: more; `asked`: it is asked for now; `dropped`: not any more. Statuses as words; null: not asked for or not known. */
  requirements: { id: string; turn: "lost" | "gained" | "asked" | "dropped"; before: string | null; after: string | null }[];
  /** Evidence that is different for requirements that stand as before. */
  evidence: {
    topic: string;
    requirements: string[];
    /** Who had decided of one of them, and when. */
    decided: string[];
    /** The words are others; otherwise it only stands elsewhere. */
    text_changed: boolean;
    before: PastTopic;
    after: PastTopic;
  }[];
  exceptions: {
    what: "waiver" | "decision";
    targets: string[];
    before: Record<string, string> | null;
    after: Record<string, string> | null;
  }[];
  documents: { path: string; change: "added" | "removed" | "changed" }[];
}

/** A problem at a place. */
export interface Finding {
  code: string;
  name: string;
  severity: Severity;
  message: string;
  why: string;
  help: string;
  /** Without a path it is about the whole set. */
  path: string | null;
  start_line: number | null;
  end_line: number | null;
  /** Bytes of the UTF-8 text; `Workspace.utf16` converts them. */
  start_byte: number | null;
  end_byte: number | null;
  headings: string[];
  topics: string[];
  requirements: { id: string; framework: string; clause: string }[];
  /** Stays the same when lines move. */
  fingerprint: string;
  related: { path: string; start_line: number; end_line: number; note: string }[];
  /** How it stands to a baseline or revision; null without one. */
  novelty: Novelty | null;
}

export interface Excused extends Finding {
  excuse: { reason: string; owner: string | null; path: string; line: number };
}

export interface AssessedRequirement {
  id: string;
  framework: string;
  clause: string;
  title: string;
  strength: Strength;
  level: Level;
  stage: Stage;
  /** How it stands; a person's decision outranks what was found. */
  status: Status;
  /** `unknown` counts as applicable; `because` names the facts. */
  applies: { value: "always" | "yes" | "unknown" | "no"; because: string[] };
  topics: {
    topic: string;
    state: State;
    evidence: {
      path: string;
      start_line: number;
      end_line: number;
      headings: string[];
      quote: string;
    } | null;
  }[];
  in_expected_kind: boolean;
  /** Points that the evidence lacks. */
  missing_points: string[];
  waiver: {
    reason: string | null;
    owner: string | null;
    date: string | null;
    expires: string | null;
    path: string;
    line: number;
  } | null;
  /** What a person decided, and what stood in its place without. */
  decision: {
    status: DecidedStatus;
    /** The status that follows from the documents alone. */
    found: Status;
    reason: string | null;
    evidence: string | null;
    note: string | null;
    owner: string | null;
    date: string | null;
    path: string;
    line: number;
  } | null;
}

/** What to write next. */
export interface Action {
  topic: string;
  state: State;
  severity: Severity;
  score: number;
  /** The document it belongs into, or the kind of document to create. */
  document: string | null;
  create: string | null;
  requirements: string[];
}

export type Counts = { applicable: number } & Record<Status, number>;

export interface Coverage {
  total: Counts;
  frameworks: { framework: string; counts: Counts; stages: Partial<Record<Stage, Counts>> }[];
  documents: {
    path: string;
    kind: string;
    /** Topics that a document of its kind should show, and how many of them it shows. */
    expected: number;
    shown: number;
    partly: number;
    /** Topics that it shows at all. */
    shown_in_all: number;
    blanks: number;
  }[];
}

/** Whether each requirement applies to a device, by id. */
export type Applicability = Record<string, { value: "always" | "yes" | "unknown" | "no"; because: string[] }>;

/** What a person can decide of a requirement. That it does not apply is a waiver. */
export type DecidedStatus = "met" | "partly" | "planned" | "missing";

/** What a medlint.toml says, for programs. Absent keys mean what they mean there. */
export interface Config {
  device?: { name?: string; facts?: Record<string, boolean> };
  documents?: { include?: string[]; exclude?: string[]; kinds?: { glob: string; kind: string }[] };
  check?: {
    frameworks?: string[];
    levels?: Level[];
    "min-severity"?: Severity;
    "fail-on"?: Severity | "never";
  };
  threshold?: Threshold[];
  decision?: Decision[];
  waiver?: Waiver[];
}

/** A share of the requirements that has to be answered. */
export interface Threshold {
  /** Only requirements of this framework; without it all. */
  framework?: string;
  /** Only requirements of this level; without it all. */
  level?: Level;
  /** Percent, 0 to 100. */
  met: number;
}

/** A person's word on a requirement. */
export interface Decision {
  requirement: string | string[];
  status: DecidedStatus;
  /** Why; needed when it says something else than the documents. */
  reason?: string;
  /** Where it is shown, for what medlint cannot read: a document number, a link. */
  evidence?: string;
  note?: string;
  owner?: string;
  /** `2026-11-22`. */
  date?: string;
}

/** A justified exception. */
export interface Waiver {
  requirement?: string | string[];
  topic?: string | string[];
  finding?: string | string[];
  document?: string;
  reason: string;
  owner?: string;
  date?: string;
  expires?: string;
}

/** A mistake in a medlint.toml. */
export interface ConfigProblem {
  /** From 1. */
  line: number;
  message: string;
  help: string | null;
}

export interface CheckOptions {
  /** The day for which waivers are judged, `2026-11-22`. Without it nothing expires. */
  today?: string;
  /** Paths of files that are there but were not read, for links; when given, links to others are findings. */
  files?: string[];
  /** False when the documents are only part of the set: then nothing counts as missing from the whole. Default true. */
  whole_set?: boolean;
}

export type ReportFormat =
  | "json"
  | "html"
  | "markdown"
  | "csv"
  | "ig-nb-markdown"
  | "ig-nb-csv"
  | "gspr-markdown"
  | "gspr-csv"
  | "badge";

export interface SelftestOptions {
  /** SHA-256 of the module that is running, 64 hexadecimal digits. */
  program?: string;
  /** Where it runs. */
  platform?: string;
  /** When, `2026-11-22T09:30:00Z`. Without it the record is the same each time. */
  date?: string;
}

/** A self-test that was run. */
export interface Selftest {
  /** The engine computes here what the release computes. */
  holds: boolean;
  /** The record: a `SelftestRecord` as text. */
  json: string;
  /** The same for people. */
  html: string;
}

/** The record of a self-test, as `medlint selftest --format json` writes it. */
export interface SelftestRecord {
  version: 1;
  tool: Tool;
  program: {
    /** SHA-256 of the running program's file. */
    sha256: string | null;
    platform: string;
  };
  /** In UTC, `2026-11-22T09:30:00Z`. */
  date: string | null;
  milliseconds: number | null;
  /** Whether this installation computes what the release computes, byte for byte. */
  installation: {
    holds: boolean;
    /** The outcomes of all cases. */
    outcomes: ComparedHashes;
    /** The check of a small set of documents. */
    set: ComparedHashes;
  };
  /** How good detection is on these cases. */
  quality: SelftestRates & { groups: SelftestGroup[] };
  cases: SelftestCase[];
}

export interface ComparedHashes {
  /** How many results went into the hash. */
  count: number;
  sha256: string;
  /** What the release computes. */
  recorded: string;
  same: boolean;
}

export interface SelftestRates {
  cases: number;
  passed: number;
  /** No evidence, but taken for evidence. */
  accepted: number;
  /** Evidence, but not taken for it. */
  overlooked: number;
}

/** Cases of which the same is asked. */
export interface SelftestGroup extends SelftestRates {
  id: string;
  sort: "example" | "mutation" | "edit";
  /** What is done to the text. */
  asked: string;
}

export interface SelftestCase {
  id: string;
  topic: string;
  group: string;
  /** States that are right. */
  expected: State[];
  found: State;
  passed: boolean;
  /** How strongly the best evidence speaks for the topic. */
  score: number | null;
  lines: [number, number] | null;
}
