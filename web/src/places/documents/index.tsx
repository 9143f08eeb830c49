import { t } from "../../texts";

export default function Documents() {
  return (
    <>
      <h1>{t.documents.title}</h1>
      <p class="lead">{t.documents.lead}</p>
    </>
  );
}
