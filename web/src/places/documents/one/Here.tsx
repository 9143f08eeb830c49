// What the passage at the cursor shows, and why: the tooltip's content for keyboard and touch.
import { StatusSign } from "../../../parts/StatusSign";
import { catalogue } from "../../../state/live";
import { t } from "../../../texts";
import { SeveritySign } from "../SeveritySign";
import type { Model } from "./model";

export function Here({ model }: { model: Model }) {
  const texts = t.documents.one;
  const items = model.here.value;
  const titles = new Map(catalogue.value?.topics.map(({ id, title }) => [id, title]));
  return (
    <section class="here" aria-label={texts.here} tabIndex={0}>
      {items.length === 0 && <p class="soft small">{model.session.behind.value ? texts.judging : texts.hereEmpty}</p>}
      {items.map((item) =>
        item.sort === "evidence" ? (
          <div key={item.id}>
            <p>
              <StatusSign state={item.state} /> <button type="button" class="link" lang="en" onClick={() => model.chooseTopic(item.topic)}>{titles.get(item.topic) ?? item.topic}</button>
            </p>
            <p class="small soft" lang="en">{item.because.join(" · ")}</p>
          </div>
        ) : (
          <div key={item.id}>
            <p>
              <SeveritySign severity={item.finding.severity} /> <button type="button" class="link" lang="en" onClick={() => model.chooseFinding(item.finding.fingerprint)}>{item.finding.message}</button>
            </p>
            <p class="small soft" lang="en">{item.finding.why}</p>
          </div>
        ),
      )}
    </section>
  );
}
