import { useEffect, useState } from "preact/hooks";
import { engine, EngineError } from "../../../engine/client";
import { Dialog } from "../../../parts/Dialog";
import { check } from "../../../state/live";
import { t } from "../../../texts";
import type { TopicState } from "./model";

interface Props {
  path: string;
  topic: TopicState;
  onClose: () => void;
}

export function WhyDialog({ path, topic, onClose }: Props) {
  const [text, setText] = useState<string | undefined>(undefined);
  const now = check.value;
  useEffect(() => {
    let left = false;
    engine.ask("why", path, topic.id).then(
      (answer) => left || setText(answer ?? t.documents.one.whyMissing),
      (error: unknown) => left || setText(error instanceof EngineError && error.trouble !== "panic" ? t.shell.engine[error.trouble] : t.shell.engine.panic(path)),
    );
    return () => void (left = true);
  }, [path, topic.id, now]);
  return (
    <Dialog title={t.documents.one.whyTitle} wide onClose={onClose}>
      <p lang="en"><strong>{topic.title}</strong></p>
      <pre class="why" lang="en" tabIndex={0}>{text ?? t.shell.loading}</pre>
    </Dialog>
  );
}
