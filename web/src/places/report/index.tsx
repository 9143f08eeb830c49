// Where the work stands: the report on the open project, and what changed between two assessments.
import { Button } from "../../parts/Button";
import { Segmented } from "../../parts/Segmented";
import { route, setParams } from "../../shell/route";
import { catalogue, check } from "../../state/live";
import { today } from "../../state/project";
import { project } from "../../state/undo";
import { t } from "../../texts";
import { Compare } from "./Compare";
import { ExportMenu } from "./ExportMenu";
import { ReportView } from "./ReportView";
import { useWholeWhenPrinted } from "./printing";
import "./report.css";
import "./print.css";

type View = "report" | "compare";

export default function Report() {
  useWholeWhenPrinted();
  const view: View = route.value.params.view === "compare" ? "compare" : "report";
  const words = t.report;
  const views = (["report", "compare"] as const).map((value) => ({ value, label: words.view[value] }));
  const ready = check.value && catalogue.value;
  return (
    <div class="report">
      <h1>{words.title}</h1>
      <p class="report-name">{words.head(project.value.name || t.shell.unnamed, t.format.date(today()))}</p>
      <div class="row report-actions no-print">
        <Segmented<View> label={words.views} value={view} options={views} onChange={(next) => setParams({ view: next === "report" ? undefined : next })} />
        {view === "report" && ready && <ExportMenu />}
        {ready && <Button icon="print" onClick={() => print()}>{words.print}</Button>}
      </div>
      {!ready && <p class="soft">{words.waiting}</p>}
      {ready && view === "report" && <ReportView check={check.value!} catalogue={catalogue.value!} />}
      {ready && view === "compare" && <Compare />}
    </div>
  );
}
