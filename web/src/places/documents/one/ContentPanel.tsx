// What the document is taken for, the topics that it should show in their usual order, and what else was found.
import { Bar } from "../../../parts/Bar";
import { Disclosure } from "../../../parts/Disclosure";
import { catalogue } from "../../../state/live";
import { t } from "../../../texts";
import { KindSelect } from "../kinds";
import type { Model, TopicState } from "./model";
import type { Item } from "./place";
import { TopicEntry } from "./TopicEntry";

interface Props {
  model: Model;
  show: (item: Item) => void;
}

export function ContentPanel({ model, show }: Props) {
  const texts = t.documents.one;
  const kind = model.kind.value;
  const scan = model.scan.value;
  const { expected, others, mentioned } = model.topics.value;
  const meaning = catalogue.value?.kinds.find(({ id }) => id === kind?.value)?.meaning;
  const shown = expected.filter(({ state }) => state === "shown").length;
  const partly = expected.filter(({ state }) => state === "partly").length;
  const list = (topics: readonly TopicState[]) => (
    <ul class="plain topics">
      {topics.map((topic) => <TopicEntry key={topic.id} model={model} topic={topic} show={show} />)}
    </ul>
  );
  if (scan && !scan.read) return <p>{t.documents.list.standing.unreadable}</p>;
  return (
    <>
      {kind && <KindSelect path={model.path} kind={kind} />}
      {meaning && <p class="small soft meaning" lang="en">{meaning}</p>}
      {scan?.read && scan.empty && <p>{t.documents.list.standing.empty}</p>}
      {scan?.read && scan.notices.length > 0 && (
        <div class="small">
          <p class="soft">{texts.notices}:</p>
          <ul lang="en">{scan.notices.map((notice) => <li key={notice}>{notice}</li>)}</ul>
        </div>
      )}
      <h2>{texts.shouldShow}</h2>
      {expected.length > 0 ? (
        <>
          <div class="expected-bar">
            <Bar label={t.documents.list.bar} counts={{ met: shown, partly, missing: expected.length - shown - partly }} />
            <p class="small soft">{texts.summary(shown, expected.length)}</p>
          </div>
          {list(expected)}
        </>
      ) : (
        <p class="soft">{texts.shouldShowOther}</p>
      )}
      {others.length > 0 && (
        <>
          <h2>{texts.alsoFound}</h2>
          {list(others)}
        </>
      )}
      {mentioned.length > 0 && <Disclosure summary={texts.onlyMentioned(mentioned.length)}>{list(mentioned)}</Disclosure>}
      <p class="small soft">{texts.english}</p>
    </>
  );
}
