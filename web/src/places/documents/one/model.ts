// What one open document looks at: which topics its kind asks for, how each stands, what is chosen and marked.
import { computed, signal, type ReadonlySignal, type Signal } from "@preact/signals";
import type { KindGuess, State } from "../../../engine/types";
import { catalogue, check, scans, type Scan } from "../../../state/live";
import { project } from "../../../state/undo";
import { shownItems, type Evidence, type Item, type Shown } from "./place";
import { Session } from "./session";

export interface TopicState {
  id: string;
  title: string;
  state: State;
  /** The heading under which it usually stands, for topics that the kind asks for. */
  heading?: string | undefined;
}

export interface Topics {
  expected: TopicState[];
  /** Found, though the kind does not ask for them. */
  others: TopicState[];
  mentioned: TopicState[];
}

export interface Chosen {
  topic?: string;
  finding?: string;
}

/** What the panel needs of the editor. */
export interface Showing {
  show(item: Item): void;
}

export class Model {
  readonly session: Session;
  readonly shown: Signal<Shown> = signal<Shown>("expected");
  readonly chosen: Signal<Chosen> = signal<Chosen>({});
  /** Items at the cursor. */
  readonly here: Signal<readonly Item[]> = signal<readonly Item[]>([]);
  readonly kind: ReadonlySignal<KindGuess | undefined>;
  readonly scan: ReadonlySignal<Scan | undefined>;
  readonly topics: ReadonlySignal<Topics>;
  readonly marked: ReadonlySignal<{ shown: ReadonlySet<string>; chosen: ReadonlySet<string> }>;
  /** The editor, once it is there. */
  editor: Showing | undefined;

  constructor(
    readonly path: string,
    onStored: () => void,
  ) {
    this.session = new Session(path, onStored);
    this.scan = computed(() => scans.value.get(path));
    this.kind = computed(() => {
      const scan = this.scan.value;
      return check.value?.documents.find((one) => one.path === path)?.kind ?? (scan?.read ? scan.document.kind : undefined);
    });
    const states = computed<Record<string, State>>(() => {
      const scan = this.scan.value;
      return scan?.read ? Object.fromEntries(Object.entries(scan.document.topics).map(([id, { state }]) => [id, state])) : {};
    });
    this.topics = computed(() => topicsOf(this.kind.value?.value, states.value));
    this.marked = computed(() => {
      const { topic, finding } = this.chosen.value;
      const expected = new Set(this.topics.value.expected.map(({ id }) => id));
      const items = shownItems(this.session.items.value, this.shown.value, states.value, expected, topic);
      const chosen = items.filter((item) => (item.sort === "evidence" ? item.topic === topic : item.finding.fingerprint === finding));
      return { shown: new Set(items.map(({ id }) => id)), chosen: new Set(chosen.map(({ id }) => id)) };
    });
  }

  exists(): boolean {
    return project.value.documents.some((one) => one.path === this.path);
  }

  /** Of one topic, what makes its state first. */
  evidenceOf(topic: string, state: State): Evidence[] {
    const all = this.session.items.value.filter((item): item is Evidence => item.sort === "evidence" && item.topic === topic);
    return [...all.filter((one) => one.state === state), ...all.filter((one) => one.state !== state)];
  }

  chooseTopic(topic: string | undefined): void {
    this.chosen.value = topic === undefined ? {} : { topic };
  }

  chooseFinding(finding: string | undefined): void {
    this.chosen.value = finding === undefined ? {} : { finding };
  }

  /** Somebody put the cursor on something: the panel follows, unless it shows that already. */
  follow(items: readonly Item[]): void {
    const { topic, finding } = this.chosen.peek();
    const first = items[0];
    if (!first || items.some((item) => (item.sort === "evidence" ? item.topic === topic : item.finding.fingerprint === finding))) return;
    if (first.sort === "evidence") this.chooseTopic(first.topic);
    else this.chooseFinding(first.finding.fingerprint);
  }
}

function topicsOf(kind: string | undefined, states: Readonly<Record<string, State>>): Topics {
  const known = catalogue.value;
  if (!known) return { expected: [], others: [], mentioned: [] };
  const titles = new Map(known.topics.map(({ id, title }) => [id, title]));
  const asked = known.kinds.find(({ id }) => id === kind)?.topics ?? [];
  const of = (id: string, heading?: string): TopicState => ({ id, title: titles.get(id) ?? id, state: states[id] ?? "missing", heading });
  const expected = asked.map(({ topic, heading }) => of(topic, heading));
  const ids = new Set(asked.map(({ topic }) => topic));
  const rest = Object.keys(states).filter((id) => !ids.has(id)).map((id) => of(id)).sort((a, b) => a.title.localeCompare(b.title));
  return { expected, others: rest.filter(({ state }) => state !== "mentioned"), mentioned: rest.filter(({ state }) => state === "mentioned") };
}
