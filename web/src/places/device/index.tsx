import { t } from "../../texts";

export default function Device() {
  return (
    <>
      <h1>{t.device.title}</h1>
      <p class="lead">{t.device.lead}</p>
    </>
  );
}
