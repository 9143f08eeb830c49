import { t } from "../../texts";

export default function Projects() {
  return (
    <>
      <h1>{t.projects.title}</h1>
      <p class="lead">{t.projects.lead}</p>
    </>
  );
}
