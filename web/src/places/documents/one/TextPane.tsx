// The text in the editor, with what belongs to it: which marks are shown, steps between them, search, download, and
// what is at the cursor.
import { useEffect, useRef, useState } from "preact/hooks";
import { Button, IconButton } from "../../../parts/Button";
import { Select } from "../../../parts/Field";
import { route } from "../../../shell/route";
import { announce } from "../../../state/notices";
import { project } from "../../../state/undo";
import { t } from "../../../texts";
import { downloadDocument } from "../actions";
import { nameOf } from "../add/paths";
import type { Described, Editor } from "../editor/create";
import { catalogue } from "../../../state/live";
import { Here } from "./Here";
import type { Model } from "./model";
import type { Item, Shown } from "./place";

interface Props {
  model: Model;
  /** With the function that is to be called when the text was stored. */
  onReady: (stored: () => void) => void;
}

export function TextPane({ model, onReady }: Props) {
  const host = useRef<HTMLDivElement>(null);
  const [editor, setEditor] = useState<Editor | undefined>(undefined);
  const [broken, setBroken] = useState(false);
  const { session } = model;
  const given = session.given.value;
  const ready = given !== undefined;
  const line = route.value.params.line;

  useEffect(() => {
    if (!ready) return;
    let open: Editor | undefined;
    let left = false;
    void import("../editor/create").then(
      ({ createEditor }) => {
        if (left || !host.current) return;
        open = createEditor(host.current, {
          text: session.given.peek()?.text ?? "",
          label: t.documents.one.label(nameOf(model.path)),
          phrases: phrases(),
          describe,
          onEdit: (read) => session.edit(read),
          onHere(items, chosen) {
            model.here.value = items;
            if (chosen) model.follow(items);
          },
          onStep(items, number, count) {
            model.follow(items);
            announce(count === 0 ? t.documents.one.noMarks : t.documents.one.step(number, count, items.map((item) => { const { title, lines } = describe(item); return [title, ...lines].join(". "); }).join("; ")));
          },
        });
        const marking = open;
        model.editor = { show: (item) => marking.show(item) };
        onReady(() => marking.stored());
        setEditor(marking);
      },
      () => setBroken(true),
    );
    return () => {
      left = true;
      // What was typed last is still in it.
      session.flush();
      model.editor = undefined;
      open?.close();
      setEditor(undefined);
    };
  }, [session, ready]);

  useEffect(() => {
    if (given) editor?.setText(given.text);
  }, [editor, given]);
  const items = session.items.value;
  const marked = model.marked.value;
  useEffect(() => editor?.setMarks({ items, ...marked }), [editor, items, marked]);
  useEffect(() => {
    if (editor && line) editor.showLine(Number.parseInt(line, 10) || 1);
  }, [editor, line]);

  const texts = t.documents.one;
  return (
    <>
      <div class="text-tools">
        <Select<Shown>
          label={texts.marked}
          value={model.shown.value}
          options={(["expected", "all", "findings"] as const).map((value) => ({ value, label: texts.show[value] }))}
          onChange={(value) => (model.shown.value = value)}
        />
        <div class="row">
          <IconButton icon="up" label={`${texts.previous} (Shift+F8)`} disabled={!editor} onClick={() => editor?.step(-1)} />
          <IconButton icon="down" label={`${texts.next} (F8)`} disabled={!editor} onClick={() => editor?.step(1)} />
          <IconButton icon="search" label={texts.search} disabled={!editor} onClick={() => editor?.search()} />
          <Button icon="download" onClick={() => download(model)}>{texts.download}</Button>
        </div>
      </div>
      {!editor && <p class="soft">{broken ? texts.loadFailed : texts.loading}</p>}
      <div ref={host} class="editor" hidden={!editor} />
      <Here model={model} />
      <p class="small soft">{texts.stays}</p>
    </>
  );
}

function download({ session, path }: Model): void {
  session.flush();
  const document = project.peek().documents.find((one) => one.path === path);
  if (document) downloadDocument(document);
}

/** In words: for the tooltip and for screen readers. */
function describe(item: Item): Described {
  if (item.sort === "finding") return { title: `${t.words.severity[item.finding.severity]}: ${item.finding.message}`, lines: [item.finding.why] };
  const title = catalogue.peek()?.topics.find(({ id }) => id === item.topic)?.title ?? item.topic;
  return { title: `${title}: ${t.words.state[item.state]}`, lines: item.because };
}

function phrases(): Record<string, string> {
  const { search } = t.documents;
  return {
    Find: search.find, next: search.next, previous: search.previous, all: search.all, "match case": search.matchCase,
    "by word": search.byWord, regexp: search.regexp, Replace: search.replaceWith, replace: search.replace,
    "replace all": search.replaceAll, close: search.close, "current match": search.currentMatch, "on line": search.onLine,
    "replaced $ matches": search.replacedMatches, "replaced match on line $": search.replacedOne,
  };
}
