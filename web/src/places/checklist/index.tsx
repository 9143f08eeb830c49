import { t } from "../../texts";

export default function Checklist() {
  return (
    <>
      <h1>{t.checklist.title}</h1>
      <p class="lead">{t.checklist.lead}</p>
    </>
  );
}
