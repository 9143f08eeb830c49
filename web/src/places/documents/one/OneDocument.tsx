// One document: its text with what was found in it, beside what it should show and what is reported of it.
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { EmptyState } from "../../../parts/EmptyState";
import { Icon } from "../../../parts/icons";
import { Segmented } from "../../../parts/Segmented";
import { href, route } from "../../../shell/route";
import { t } from "../../../texts";
import { nameOf, folderOf } from "../add/paths";
import { IntakeProgress, NotRead } from "../add/IntakeReport";
import { ContentPanel } from "./ContentPanel";
import { FindingsPanel } from "./FindingsPanel";
import { Model } from "./model";
import { TextPane } from "./TextPane";
import { wide } from "./wide";

type View = "text" | "content" | "findings";

export function OneDocument({ path }: { path: string }) {
  const stored = useRef(() => {});
  const model = useMemo(() => new Model(path, () => stored.current()), [path]);
  const [view, setView] = useState<View>("text");
  useEffect(() => {
    const { topic } = route.peek().params;
    if (topic) model.chooseTopic(topic);
    const flush = () => model.session.flush();
    addEventListener("pagehide", flush);
    return () => {
      removeEventListener("pagehide", flush);
      model.session.close();
    };
  }, [model]);
  // What is chosen in the text has its place in one of the two views.
  const { finding, topic } = model.chosen.value;
  useEffect(() => {
    if (!wide.peek()) return;
    if (finding !== undefined) setView("findings");
    else if (topic !== undefined) setView("content");
  }, [finding, topic]);

  if (!model.exists()) return <Gone />;
  const scan = model.scan.value;
  const title = scan?.read ? scan.document.title : undefined;
  const apart = wide.value;
  const panel: View = view === "text" ? "content" : view;
  const show = (item: Parameters<NonNullable<Model["editor"]>["show"]>[0]) => {
    if (!apart) setView("text");
    // In the next turn: a text that is not shown cannot be scrolled.
    setTimeout(() => model.editor?.show(item));
  };
  const views = [
    ...(apart ? [] : [{ value: "text" as const, label: t.documents.one.text }]),
    { value: "content" as const, label: t.documents.one.content },
    { value: "findings" as const, label: t.documents.one.findings(model.session.findings.value.length) },
  ];
  const chooser = <Segmented label={t.documents.one.view} value={apart ? panel : view} options={views} onChange={setView} />;
  return (
    <div class="doc-page">
      <a class="doc-back" href={href("documents")}>
        <Icon name="back" />
        {t.documents.one.back}
      </a>
      <h1>{title ?? nameOf(path)}</h1>
      {(title || folderOf(path)) && <p class="soft doc-path">{path}</p>}
      <div class="intake">
        <IntakeProgress />
        <NotRead />
      </div>
      {!apart && <div class="doc-views">{chooser}</div>}
      <div class="doc-grid">
        <div class="doc-text" hidden={!apart && view !== "text"}>
          <TextPane model={model} onReady={(mark) => (stored.current = mark)} />
        </div>
        <div class="doc-panel" hidden={!apart && view === "text"}>
          {apart && <div class="panel-head">{chooser}</div>}
          {panel === "content" ? <ContentPanel model={model} show={show} /> : <FindingsPanel model={model} show={show} />}
        </div>
      </div>
    </div>
  );
}

function Gone() {
  return (
    <>
      <h1>{t.documents.title}</h1>
      <EmptyState title={t.documents.one.gone.title} actions={<a href={href("documents")}>{t.documents.one.back}</a>}>
        {t.documents.one.gone.text}
      </EmptyState>
    </>
  );
}
