// Messages at the edge of the page. Those with a way back stay until they are closed; the others go by themselves.
import { useEffect } from "preact/hooks";
import { dismiss, notices, type Notice } from "../state/notices";
import { t } from "../texts";
import { IconButton } from "./Button";
import "./notices.css";

const SHOWN_FOR = 8000;

export function Notices() {
  return (
    <section class="notices" aria-label={t.parts.notices} aria-live="polite">
      {notices.value.map((notice) => (
        <NoticeView key={notice.id} notice={notice} />
      ))}
    </section>
  );
}

function NoticeView({ notice: { id, text, tone, action } }: { notice: Notice }) {
  const stays = tone === "problem" || action !== undefined;
  useEffect(() => {
    if (stays) return;
    const timer = setTimeout(() => dismiss(id), SHOWN_FOR);
    return () => clearTimeout(timer);
  }, [id, stays]);
  const act = () => {
    dismiss(id);
    action?.run();
  };
  return (
    <div class={`notice ${tone}`}>
      <p>{text}</p>
      {action && <button class="quiet" type="button" onClick={act}>{action.label}</button>}
      <IconButton icon="close" label={t.parts.close} onClick={() => dismiss(id)} />
    </div>
  );
}
