// The ways in for those who do not drag: files, a folder, pasted text, and the example.
import { useRef, useState } from "preact/hooks";
import { Button } from "../../../parts/Button";
import { t } from "../../../texts";
import { fromInput } from "./collect";
import { exampleFiles } from "./example";
import { progress, take } from "./intake";
import { PasteDialog } from "./PasteDialog";

/** Every browser knows it, no standard does, and neither do the types. */
const WHOLE_FOLDER = { webkitdirectory: true };

export function ExampleButton() {
  return <Button icon="documents" disabled={progress.value !== undefined} onClick={() => void take(exampleFiles())}>{t.documents.add.example}</Button>;
}

export function AddButtons({ first }: { /** Nothing is there yet: the first way stands out. */ first: boolean }) {
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const [pasting, setPasting] = useState(false);
  const busy = progress.value !== undefined;
  const chosen = (event: Event) => {
    const input = event.currentTarget as HTMLInputElement;
    if (input.files?.length) void take(fromInput(input.files));
    // The same files can be chosen again.
    input.value = "";
  };
  return (
    <div class="row">
      <input ref={files} type="file" multiple hidden onChange={chosen} />
      <input ref={folder} type="file" {...WHOLE_FOLDER} hidden onChange={chosen} />
      <Button tone={first ? "primary" : "plain"} icon="plus" disabled={busy} onClick={() => files.current?.click()}>{t.documents.add.files}</Button>
      <Button icon="projects" disabled={busy} onClick={() => folder.current?.click()}>{t.documents.add.folder}</Button>
      <Button icon="edit" disabled={busy} onClick={() => setPasting(true)}>{t.documents.add.paste}</Button>
      {pasting && <PasteDialog onClose={() => setPasting(false)} />}
    </div>
  );
}
