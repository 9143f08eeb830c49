// Topics by area, each with its strongest state and the places where it is found.
import type { Check, State } from "../../../wasm/src/types";
import type { Scan } from "../client/protocol";
import type { Titles } from "../model/titles";
import { STATES, stronger, type Place } from "../model/words";
import { texts } from "../texts";
import type { Node } from "./node";
import { groupBy } from "./requirementTree";
import { icons, signOf } from "./signs";

interface Standing {
  state: State;
  places: { state: State; place: Place }[];
  /** Requirements that apply and need it. */
  asked: number;
}

export function topicTree(folder: string, check: Check, scan: Scan | undefined, titles: Titles): Node[] {
  const standings = scan ? fromScan(check, scan) : fromCheck(check);
  const seen = [...standings].filter(([, { asked, state }]) => asked > 0 || state !== "missing");
  const byArea = groupBy(seen, ([id]) => titles.topics.get(id)?.area ?? "");
  const order = titles.catalogue.topics.map(({ id }) => id);
  const areas = titles.catalogue.areas.map(({ id, title }) => ({ id, title }));
  if (byArea.has("")) areas.push({ id: "", title: texts.tree.ownTopics });
  return areas.flatMap(({ id, title }): Node[] => {
    const topics = byArea.get(id);
    if (!topics) return [];
    topics.sort(([a], [b]) => order.indexOf(a) - order.indexOf(b));
    const shown = topics.filter(([, { state }]) => state === "shown").length;
    return [
      {
        id: `${folder}#area#${id}`,
        label: title,
        description: texts.tree.coverage(shown, topics.length),
        sign: icons.area,
        children: topics.map(([topic, standing]) => topicNode(folder, topic, standing, titles)),
      },
    ];
  });
}

function topicNode(folder: string, id: string, { state, places, asked }: Standing, titles: Titles): Node {
  const word = texts.words.state[state];
  return {
    id: `${folder}#topic#${id}`,
    label: titles.topic(id),
    description: asked > 0 ? `${word} · ${texts.tree.requirements(asked)}` : word,
    sign: signOf(state),
    target: { kind: "topic", folder, id, document: null },
    offers: ["explained", ...(places.length > 0 ? (["placed"] as const) : []), ...(state === "shown" ? [] : (["writable"] as const))],
    spoken: texts.tree.spoken(titles.topic(id), id, word),
    children: places.map(({ state, place }, n) => placeNode(folder, id, n, state, place)),
  };
}

function placeNode(folder: string, topic: string, n: number, state: State, place: Place): Node {
  const name = place.path.slice(place.path.lastIndexOf("/") + 1);
  const heading = place.headings.at(-1) ?? name;
  return {
    id: `${folder}#topic#${topic}#${n}`,
    label: heading,
    description: `${name}:${place.start_line} · ${texts.words.state[state]}`,
    sign: signOf(state),
    tooltip: [place.path, place.headings.join(" › "), place.quote].filter(Boolean).join("\n"),
    target: { kind: "place", folder, place, topic },
    offers: ["placed"],
    spoken: texts.tree.spoken(heading, `${name}, ${place.start_line}`, texts.words.state[state]),
  };
}

function asked(check: Check): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { status, topics } of check.requirements) {
    if (status !== "not-applicable") for (const { topic } of topics) counts.set(topic, (counts.get(topic) ?? 0) + 1);
  }
  return counts;
}

function fromScan(check: Check, scan: Scan): Map<string, Standing> {
  const standings = new Map<string, Standing>();
  for (const [topic, count] of asked(check)) standings.set(topic, { state: "missing", places: [], asked: count });
  for (const { path, topics } of scan.documents) {
    for (const [topic, { state, evidence }] of Object.entries(topics)) {
      const standing = standings.get(topic) ?? { state: "missing", places: [], asked: 0 };
      standing.state = stronger(standing.state, state);
      for (const one of evidence) standing.places.push({ state: one.state, place: { path, quote: "", ...one } });
      standings.set(topic, standing);
    }
  }
  for (const { places } of standings.values()) places.sort(byState);
  return standings;
}

/** Without a scan: the places that requirements name. */
function fromCheck(check: Check): Map<string, Standing> {
  const standings = new Map<string, Standing>();
  for (const [topic, count] of asked(check)) standings.set(topic, { state: "missing", places: [], asked: count });
  for (const { topics } of check.requirements) {
    for (const { topic, state, evidence } of topics) {
      const standing = standings.get(topic) ?? { state: "missing", places: [], asked: 0 };
      standing.state = stronger(standing.state, state);
      const known = standing.places.some(({ place }) => place.path === evidence?.path && place.start_line === evidence.start_line);
      if (evidence && !known) standing.places.push({ state, place: evidence });
      standings.set(topic, standing);
    }
  }
  for (const { places } of standings.values()) places.sort(byState);
  return standings;
}

function byState(a: { state: State }, b: { state: State }): number {
  return STATES.indexOf(a.state) - STATES.indexOf(b.state);
}
