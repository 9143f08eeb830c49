import { useState } from "preact/hooks";
import { Button } from "../../../parts/Button";
import { Dialog } from "../../../parts/Dialog";
import { Field, TextArea } from "../../../parts/Field";
import { t } from "../../../texts";
import { take } from "./intake";
import { cleanPath, extensionOf } from "./paths";

export function PasteDialog({ onClose }: { onClose: () => void }) {
  const [name, setName] = useState(t.documents.pasteDialog.nameDefault);
  const [text, setText] = useState("");
  const [tried, setTried] = useState(false);
  const path = cleanPath(name);
  const confirm = () => {
    setTried(true);
    if (path === "" || text.trim() === "") return;
    onClose();
    const bytes = new TextEncoder().encode(text);
    void take([{ path: extensionOf(path) ? path : `${path}.md`, size: bytes.length, chosen: true, read: async () => bytes }]);
  };
  return (
    <Dialog
      title={t.documents.pasteDialog.title}
      wide
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t.parts.cancel}</Button>
          <Button tone="primary" onClick={confirm}>{t.documents.pasteDialog.confirm}</Button>
        </>
      }
    >
      <div class="stack">
        <Field label={t.documents.pasteDialog.name} hint={t.documents.pasteDialog.nameHint} value={name} onInput={setName} error={tried && path === "" ? t.documents.pasteDialog.needsName : undefined} />
        <TextArea label={t.documents.pasteDialog.text} rows={14} value={text} onInput={setText} error={tried && text.trim() === "" ? t.documents.pasteDialog.needsText : undefined} />
      </div>
    </Dialog>
  );
}
