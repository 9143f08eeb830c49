// What became of the last files: progress while they are read, then the ones that were not.
import { Button } from "../../../parts/Button";
import { Progress } from "../../../parts/Progress";
import { t } from "../../../texts";
import { NOT_READ, notRead, progress } from "./intake";
import { extensionOf } from "./paths";

const MOST = 50;

export function IntakeProgress() {
  const now = progress.value;
  if (!now) return null;
  return <Progress label={t.documents.add.analysing} done={now.done} total={now.total} onCancel={now.cancel} />;
}

export function PandocHint() {
  return <pre><code>pandoc plan.docx --to=gfm --output=plan.md</code></pre>;
}

export function NotRead() {
  const refused = notRead.value;
  if (refused.length === 0) return null;
  const texts = t.documents.notRead;
  return (
    <section id={NOT_READ} tabIndex={-1} class="not-read" aria-label={texts.title(refused.length)}>
      <h2>{texts.title(refused.length)}</h2>
      <ul class="small">
        {refused.slice(0, MOST).map(({ path, reason }) => (
          <li key={path}>
            {path}: {reason === "format" && extensionOf(path) ? `${extensionOf(path).toUpperCase()}, ` : ""}
            {texts.reason[reason]}
          </li>
        ))}
        {refused.length > MOST && <li>{t.documents.question.more(refused.length - MOST)}</li>}
      </ul>
      {refused.some(({ reason }) => reason === "format") && (
        <>
          <p class="small">{texts.convert}</p>
          <PandocHint />
        </>
      )}
      <Button tone="quiet" onClick={() => (notRead.value = [])}>{texts.dismiss}</Button>
    </section>
  );
}
