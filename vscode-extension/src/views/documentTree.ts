// Documents with their kind and coverage; below each the topics that such a document should show.
import type { Check, ScannedDocument, State } from "../../../wasm/src/types";
import type { Scan } from "../client/protocol";
import type { Titles } from "../model/titles";
import type { Place } from "../model/words";
import { texts } from "../texts";
import type { Node } from "./node";
import { icons, signOf, signOfGroup } from "./signs";

export function documentTree(folder: string, check: Check, scan: Scan | undefined, titles: Titles): Node[] {
  const scanned = new Map(scan?.documents.map((document) => [document.path, document]));
  const documents = check.documents.map((document): Node => {
    const { path, kind } = document;
    const coverage = check.coverage.documents.find((one) => one.path === path);
    const findings = check.findings.filter((finding) => finding.path === path).length;
    const expected = coverage?.expected ?? 0;
    // The number first: a narrow view cuts the end off.
    const parts = coverage && expected > 0 ? [texts.tree.short(coverage.shown, expected)] : [];
    parts.push(titles.kind(kind.value));
    const name = path.slice(path.lastIndexOf("/") + 1);
    return {
      id: `${folder}#${path}`,
      label: name,
      description: parts.join(" · "),
      sign: coverage && expected > 0 ? signOfGroup(coverage.shown, expected) : { icon: "file" },
      tooltip: texts.tree.documentTooltip({
        path,
        title: document.title,
        kind: titles.kind(kind.value),
        because: kind.because,
        coverage: coverage && { ...coverage },
        findings,
      }),
      target: { kind: "document", folder, path },
      spoken: texts.tree.spokenDocument(name, parts.join(", "), findings),
      children: topicNodes(folder, path, kind.value, scanned.get(path), titles),
    };
  });
  return [...documents, ...documentsToCreate(folder, check, titles)];
}

function topicNodes(folder: string, path: string, kind: string, scanned: ScannedDocument | undefined, titles: Titles): Node[] {
  const expected = titles.kinds.get(kind)?.topics ?? [];
  if (!scanned) return [];
  return expected.map(({ topic }): Node => {
    const found = scanned.topics[topic];
    const state: State = found?.state ?? "missing";
    const evidence = found?.evidence[0];
    const place: Place | undefined = evidence && { path, quote: "", ...evidence };
    return {
      id: `${folder}#${path}#${topic}`,
      label: titles.topic(topic),
      description: texts.words.state[state],
      sign: signOf(state),
      target: place && state !== "missing" ? { kind: "place", folder, place, topic } : { kind: "topic", folder, id: topic, document: path },
      offers: ["explained", ...(place ? (["placed"] as const) : []), ...(state === "shown" ? [] : (["writable"] as const))],
      spoken: texts.tree.spoken(titles.topic(topic), topic, texts.words.state[state]),
    };
  });
}

/** Kinds of document that are not there and into which something would belong. */
function documentsToCreate(folder: string, check: Check, titles: Titles): Node[] {
  const wanted = new Map<string, Set<string>>();
  for (const { create, topic } of check.actions) {
    if (create) wanted.set(create, (wanted.get(create) ?? new Set()).add(topic));
  }
  if (wanted.size === 0) return [];
  const children = [...wanted].map(([kind, topics]): Node => ({
    id: `${folder}#create#${kind}`,
    label: titles.kind(kind),
    description: texts.tree.topics(topics.size),
    sign: icons.newDocument,
    tooltip: texts.tree.createTooltip([...topics].map((topic) => titles.topic(topic))),
    target: { kind: "new-document", folder, documentKind: kind },
  }));
  return [{ id: `${folder}#create`, label: texts.tree.toCreate, description: String(wanted.size), sign: icons.newDocument, children }];
}
