import type { Severity } from "../../../engine/types";
import { Bar } from "../../../parts/Bar";
import { IconButton } from "../../../parts/Button";
import { href } from "../../../shell/route";
import { t } from "../../../texts";
import { removeDocuments } from "../actions";
import { folderOf, nameOf } from "../add/paths";
import { KindSelect } from "../kinds";
import { SeveritySign } from "../SeveritySign";
import type { Row } from "./rows";

const SEVERITIES: readonly Severity[] = ["error", "warning", "info"];

/** Roles are said once more because the narrow layout takes them from table elements. */
export function DocumentRow({ row, onRename }: { row: Row; onRename: (path: string) => void }) {
  const { path, title, kind, standing } = row;
  const texts = t.documents.list;
  const judged = standing === "read";
  return (
    <tr role="row">
      <th scope="row" role="rowheader">
        <a href={href("documents", path)}>{nameOf(path)}</a>
        <span class="doc-more">{[folderOf(path), title].filter(Boolean).join(" · ")}</span>
      </th>
      {judged && kind ? (
        <>
          <td role="cell" class="cell-kind">
            <KindSelect path={path} kind={kind} quiet />
          </td>
          <td role="cell" class="cell-topics">
            {row.expected > 0 ? (
              <>
                <Bar label={texts.bar} counts={{ met: row.shown, partly: row.partly, missing: row.expected - row.shown - row.partly }} />
                <span>{texts.ofExpected(row.shown, row.expected)}</span>
              </>
            ) : (
              <span class="small soft">{texts.nothingExpected}</span>
            )}
          </td>
          <td role="cell" class={row.blanks === 0 ? "cell-blanks zero" : "cell-blanks"}>
            <span class="cell-label">{texts.column.blanks}: </span>
            {t.format.number(row.blanks)}
          </td>
          <td role="cell" class="cell-findings">
            <Findings row={row} />
          </td>
        </>
      ) : (
        <td role="cell" class="soft cell-standing" colSpan={4}>{texts.standing[standing]}</td>
      )}
      <td role="cell" class="cell-do">
        <IconButton icon="edit" label={texts.rename(nameOf(path))} onClick={() => onRename(path)} />
        <IconButton icon="remove" label={texts.remove(nameOf(path))} onClick={() => removeDocuments([path])} />
      </td>
    </tr>
  );
}

function Findings({ row: { findings } }: { row: Row }) {
  const texts = t.documents.list;
  const words = texts.findings(findings.error, findings.warning, findings.info);
  if (!words) return <span class="soft"><span class="cell-label">{texts.column.findings}: </span>{texts.noFindings}</span>;
  return (
    <span class="finding-counts" title={words}>
      <span class="unseen">{words}</span>
      {SEVERITIES.filter((severity) => findings[severity] > 0).map((severity) => (
        <span key={severity} aria-hidden="true">
          <SeveritySign severity={severity} bare />
          {t.format.number(findings[severity])}
        </span>
      ))}
    </span>
  );
}
