// What is reported about the document, from top to bottom, with the reason and what to do.
import type { Finding } from "../../../engine/types";
import { t } from "../../../texts";
import { SeveritySign } from "../SeveritySign";
import type { Model } from "./model";
import type { Item } from "./place";
import { useReveal } from "./reveal";

interface Props {
  model: Model;
  show: (item: Item) => void;
}

export function FindingsPanel({ model, show }: Props) {
  const findings = model.session.findings.value;
  if (findings.length === 0) return <p class="soft">{t.documents.one.noFindings}</p>;
  return (
    <>
      <ul class="plain findings">
        {findings.map((finding) => <FindingEntry key={finding.fingerprint} model={model} finding={finding} show={show} />)}
      </ul>
      <p class="small soft">{t.documents.one.english}</p>
    </>
  );
}

function FindingEntry({ model, finding, show }: Props & { finding: Finding }) {
  const texts = t.documents.one;
  const open = model.chosen.value.finding === finding.fingerprint;
  const entry = useReveal(open);
  const choose = () => {
    if (open) return model.chooseFinding(undefined);
    model.chooseFinding(finding.fingerprint);
    const item = model.session.items.peek().find((one) => one.sort === "finding" && one.finding.fingerprint === finding.fingerprint);
    if (item) show(item);
  };
  return (
    <li ref={entry} class={open ? "topic open" : "topic"}>
      <button type="button" class="topic-head finding-head" aria-expanded={open} onClick={choose}>
        <SeveritySign severity={finding.severity} bare />
        <span>
          <span class="unseen">{t.words.severity[finding.severity]}: </span>
          <span lang="en">{finding.message}</span>
          <span class="small soft finding-place">{texts.lines(finding.start_line ?? 1, finding.end_line ?? finding.start_line ?? 1)}</span>
        </span>
      </button>
      {open && (
        <div class="topic-detail small">
          <p><span class="soft">{texts.finding.why}:</span> <span lang="en">{finding.why}</span></p>
          <p class="help"><span class="soft">{texts.finding.help}:</span> <span lang="en">{finding.help}</span></p>
          <p><a href={`./reference/rules/${finding.code}.html`}>{texts.reference}: {finding.code}</a></p>
        </div>
      )}
    </li>
  );
}
