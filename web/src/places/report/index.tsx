import { t } from "../../texts";

export default function Report() {
  return (
    <>
      <h1>{t.report.title}</h1>
      <p class="lead">{t.report.lead}</p>
    </>
  );
}
