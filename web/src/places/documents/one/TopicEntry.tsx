// A topic of the panel: how it stands; chosen, it shows its evidence in the text and what it must state.
import { useState } from "preact/hooks";
import { Button } from "../../../parts/Button";
import { StatusSign } from "../../../parts/StatusSign";
import { catalogue } from "../../../state/live";
import { t } from "../../../texts";
import type { Model, TopicState } from "./model";
import type { Evidence, Item } from "./place";
import { useReveal } from "./reveal";
import { WhyDialog } from "./WhyDialog";

interface Props {
  model: Model;
  topic: TopicState;
  show: (item: Item) => void;
}

/** More places of a topic than anybody reads in a list. */
const MOST = 12;

export function TopicEntry({ model, topic, show }: Props) {
  const open = model.chosen.value.topic === topic.id;
  const entry = useReveal(open);
  const choose = () => {
    if (open) return model.chooseTopic(undefined);
    model.chooseTopic(topic.id);
    const first = model.evidenceOf(topic.id, topic.state)[0];
    if (first && topic.state !== "missing") show(first);
  };
  return (
    <li ref={entry} class={open ? "topic open" : "topic"}>
      <button type="button" class="topic-head" aria-expanded={open} onClick={choose}>
        <StatusSign state={topic.state} compact />
        <span lang="en">{topic.title}</span>
        {topic.state !== "shown" && <span class="small soft" aria-hidden="true">{t.words.state[topic.state]}</span>}
      </button>
      {open && <TopicDetail model={model} topic={topic} show={show} />}
    </li>
  );
}

function TopicDetail({ model, topic, show }: Props) {
  const [why, setWhy] = useState(false);
  const texts = t.documents.one;
  const known = catalogue.value?.topics.find(({ id }) => id === topic.id);
  const evidence = model.evidenceOf(topic.id, topic.state).slice(0, MOST);
  return (
    <div class="topic-detail small">
      {evidence.length === 0 && <p>{texts.noEvidence}</p>}
      {evidence.length > 0 && (
        <ul class="plain">
          {evidence.map((one) => <EvidenceLine key={one.id} evidence={one} show={show} />)}
        </ul>
      )}
      {known && topic.state !== "shown" && (
        <>
          <p><span class="soft">{texts.statesWhat}</span> <span lang="en">{known.shown_when}</span></p>
          {known.not_enough && <p><span class="soft">{texts.notEnough}</span> <span lang="en">{known.not_enough}</span></p>}
          {topic.heading && <p><span class="soft">{texts.usualHeading}</span> <span lang="en">{topic.heading}</span></p>}
        </>
      )}
      <div class="row">
        <Button tone="quiet" onClick={() => setWhy(true)}>{texts.why}</Button>
        <a href={`./reference/topics/${topic.id}.html`} aria-label={`${texts.reference}: ${topic.title}`}>{texts.reference}</a>
      </div>
      {why && <WhyDialog path={model.path} topic={topic} onClose={() => setWhy(false)} />}
    </div>
  );
}

function EvidenceLine({ evidence, show }: { evidence: Evidence; show: (item: Item) => void }) {
  return (
    <li>
      <button type="button" class="evidence" onClick={() => show(evidence)}>
        <StatusSign state={evidence.state} compact />
        <span>
          <span class="soft">{t.documents.one.line(evidence.line)}</span> {evidence.quote}
        </span>
      </button>
    </li>
  );
}
