// What lines of the views do when they are clicked, and in their menus.
import { env, Uri, window } from "vscode";
import { placesOf, STATES, topicsToWrite, type Place } from "../model/words";
import { Titles } from "../model/titles";
import { texts } from "../texts";
import type { Node } from "../views/node";
import { openDocument, openPlace } from "./edits";
import { waive } from "./excuse";
import { explain } from "./explain";
import { catalogueOf, setBy, type Choice, type Scene } from "./scene";
import { initialise, insertSection, newDocument, writeTopic } from "./write";

/** A click. */
export async function go(scene: Scene, node: Node | undefined): Promise<void> {
  const target = node?.target;
  if (!target) return;
  switch (target.kind) {
    case "place":
      return openPlace(target.folder, target.place);
    case "document":
      return openDocument(Uri.joinPath(Uri.parse(target.folder, true), target.path));
    case "new-document":
      return newDocument(scene, target);
    case "initialise":
      return initialise(scene, target.folder);
    case "topic":
      return target.document === null
        ? writeTopic(scene, target.folder, target.id)
        : insertSection(scene, target.folder, target.id, target.document);
    case "requirement": {
      const places = await placesOfNode(scene, node);
      return places[0] ? openPlace(target.folder, places[0]) : offer(scene, target.folder, target.id);
    }
  }
}

/** Goes to the evidence; lets one choose where there is more than one place. */
export async function openEvidence(scene: Scene, node: Node | undefined): Promise<void> {
  if (!node?.target) return;
  const { folder } = node.target;
  const places = await placesOfNode(scene, node);
  if (places.length < 2) return places[0] ? openPlace(folder, places[0]) : go(scene, node);
  const choices: Choice<Place>[] = places.map((place) => ({
    label: place.headings.at(-1) ?? place.path,
    description: `${place.path}:${place.start_line}`,
    detail: place.quote,
    value: place,
  }));
  const chosen = await window.showQuickPick(choices, { title: node.label, placeHolder: texts.commands.whichPlace });
  if (chosen) await openPlace(folder, chosen.value);
}

/** Write what a line stands for. */
export async function write(scene: Scene, node: Node | undefined): Promise<void> {
  const target = node?.target;
  if (target?.kind === "requirement") {
    const topic = await chooseTopic(scene, target.folder, target.id);
    if (topic !== undefined) await writeTopic(scene, target.folder, topic);
  } else if (node && (target?.kind === "topic" || target?.kind === "place")) {
    const topic = topicOf(node);
    if (topic === undefined) return;
    const document = target.kind === "topic" ? target.document : target.place.path;
    if (document === null) await writeTopic(scene, target.folder, topic);
    else await insertSection(scene, target.folder, topic, document);
  }
}

export async function explainNode(node: Node | undefined): Promise<void> {
  const id = node && idOf(node);
  if (id !== undefined) await explain(id);
}

export async function waiveNode(scene: Scene, node: Node | undefined): Promise<void> {
  if (node?.target?.kind === "requirement") await waive(scene, node.target.folder, { requirement: node.target.id });
}

export async function copyId(node: Node | undefined): Promise<void> {
  const id = node && idOf(node);
  if (id !== undefined) await env.clipboard.writeText(id);
}

function idOf(node: Node): string | undefined {
  const { target } = node;
  return target?.kind === "requirement" ? target.id : topicOf(node);
}

function topicOf({ target }: Node): string | undefined {
  if (target?.kind === "topic") return target.id;
  return target?.kind === "place" ? target.topic : undefined;
}

async function placesOfNode(scene: Scene, { target, children }: Node): Promise<Place[]> {
  if (target?.kind === "place") return [target.place];
  if (target?.kind === "topic") return (children ?? []).flatMap(({ target }) => (target?.kind === "place" ? target.place : []));
  const set = target?.kind === "requirement" ? setBy(scene, target.folder) : undefined;
  if (!set || target?.kind !== "requirement") return [];
  const requirement = (await scene.standing.checkOf(set)).requirements.find(({ id }) => id === target.id);
  return requirement ? placesOf(requirement) : [];
}

/** Nothing answers a requirement: what can be done. */
async function offer(scene: Scene, folder: string, id: string): Promise<void> {
  const set = setBy(scene, folder);
  if (!set) return;
  const t = texts.commands.offer;
  const check = await scene.standing.checkOf(set);
  const requirement = check.requirements.find((one) => one.id === id);
  if (!requirement) return;
  const titles = new Titles(await catalogueOf(scene));
  const choices: Choice<() => Promise<void>>[] = [
    ...topicsToWrite(requirement).map((topic) => ({
      label: `$(insert) ${t.write(titles.topic(topic))}`,
      detail: titles.topics.get(topic)?.shown_when ?? "",
      value: () => writeTopic(scene, folder, topic),
    })),
    { label: `$(book) ${t.explain}`, value: () => explain(id) },
    { label: `$(shield) ${t.waive}`, value: () => waive(scene, folder, { requirement: id }) },
  ];
  const chosen = await window.showQuickPick(choices, {
    title: `${id}: ${requirement.title}`,
    placeHolder: requirement.status === "needs-a-person" ? t.person : t.nothing,
  });
  await chosen?.value();
}

async function chooseTopic(scene: Scene, folder: string, id: string): Promise<string | undefined> {
  const set = setBy(scene, folder);
  const requirement = set && (await scene.standing.checkOf(set)).requirements.find((one) => one.id === id);
  const topics = requirement ? topicsToWrite(requirement) : [];
  if (topics.length < 2) return topics[0];
  const titles = new Titles(await catalogueOf(scene));
  const choices = topics.map((topic) => {
    const state = requirement?.topics.find((one) => one.topic === topic)?.state ?? STATES.at(-1)!;
    return { label: titles.topic(topic), description: texts.words.state[state], value: topic };
  });
  return (await window.showQuickPick(choices, { title: id, placeHolder: texts.commands.whichTopic }))?.value;
}
