// What the engine found wrong in the texts, the worst first.
import { useMemo, useState } from "preact/hooks";
import type { Check, Finding, Severity } from "../../engine/types";
import { Button } from "../../parts/Button";
import { t } from "../../texts";
import { toDocument } from "./links";
import { findingsBySeverity } from "./model";
import { printing } from "./printing";

const FIRST = 20;

export function Findings({ check }: { check: Check }) {
  const groups = useMemo(() => findingsBySeverity(check.findings), [check]);
  if (check.documents.length === 0) return null;
  return (
    <section>
      <h2>{t.report.findings.title}</h2>
      {groups.length === 0 && <p>{t.report.findings.none}</p>}
      {groups.map((group) => <Group key={group.severity} {...group} />)}
    </section>
  );
}

function Group({ severity, findings }: { severity: Severity; findings: readonly Finding[] }) {
  const words = t.report.findings;
  const [all, setAll] = useState(false);
  const [open, setOpen] = useState(severity === "error");
  // Notes are many and mild: on paper their number is enough.
  const visible = printing.value ? severity !== "info" : open;
  const shown = all || printing.value ? findings : findings.slice(0, FIRST);
  return (
    <details class="report-finding-group" open={visible} onToggle={(event) => !printing.peek() && setOpen(event.currentTarget.open)}>
      <summary><h3>{words.groups[severity](findings.length)}</h3></summary>
      {visible && (
        <>
          <ul class="plain">{shown.map((finding, index) => <FindingView key={index} finding={finding} />)}</ul>
          {shown.length < findings.length && <Button onClick={() => setAll(true)}>{words.showAll(findings.length)}</Button>}
        </>
      )}
    </details>
  );
}

function FindingView({ finding }: { finding: Finding }) {
  const words = t.report.findings;
  const { path, start_line: line } = finding;
  return (
    <li class="report-finding">
      <p class="small soft report-finding-place">
        {path === null ? words.whole : <a href={toDocument(path, line)}>{line === null ? path : words.place(path, line)}</a>}
        <span>{finding.code}</span>
      </p>
      <p lang="en">{capital(finding.message)}.</p>
      <dl class="report-terms small" lang="en">
        {finding.why && (
          <div>
            <dt lang={document.documentElement.lang}>{words.why}</dt>
            <dd>{finding.why}</dd>
          </div>
        )}
        {finding.help && (
          <div>
            <dt lang={document.documentElement.lang}>{words.help}</dt>
            <dd class="report-finding-help">{finding.help}</dd>
          </div>
        )}
      </dl>
    </li>
  );
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
