// What a line of a view says when the mouse rests on it. Texts of documents are shown as text, whatever is written in them.
import { MarkdownString } from "vscode";
import type { AssessedRequirement } from "../../../wasm/src/types";
import type { Standing } from "../model/standing";
import type { Titles } from "../model/titles";
import { placesOf } from "../model/words";
import { shortFramework, texts } from "../texts";
import type { Node } from "./node";

/** Links to evidence, at most. */
const MOST_PLACES = 4;

export function tooltipOf(standing: Standing): (node: Node, titles: Titles) => MarkdownString | undefined {
  return ({ target }, titles) => {
    if (target?.kind === "requirement") {
      const check = standing.sets.find(({ info }) => info.uri === target.folder)?.check;
      const one = check?.requirements.find(({ id }) => id === target.id);
      return one && requirementTooltip(one, target.folder, titles);
    }
    return target?.kind === "topic" ? topicTooltip(target.id, titles) : undefined;
  };
}

function requirementTooltip(one: AssessedRequirement, folder: string, titles: Titles): MarkdownString {
  const t = texts.tooltip;
  const more = titles.requirements.get(one.id);
  const status = `**${texts.words.status[one.status]}** · ${texts.words.strength[one.strength]} · ${texts.words.level[one.level]}`;
  const places = placesOf(one).slice(0, MOST_PLACES).map((place) => {
    const where = encodeURIComponent(JSON.stringify([folder, place]));
    const quote = place.quote === "" ? "" : ` ${escape(t.quote(place.quote))}`;
    return `[${escape(`${place.path}:${place.start_line}`)}](command:medlint.openPlace?${where})${quote}`;
  });
  const person = one.decision ?? one.waiver;
  const tooltip = paragraphs([
    `**${escape(one.title)}**`,
    escape(t.source(shortFramework(one.framework), one.clause, one.id)),
    escape(more?.text ?? ""),
    status,
    ...places,
    one.missing_points.length > 0 ? `$(warning) ${escape(t.lacks(one.missing_points))}` : "",
    person?.reason ? escape((one.decision ? t.decided : t.waived)(person.reason, person.owner)) : "",
    one.applies.value === "unknown" ? escape(t.unknown(one.applies.because)) : "",
  ]);
  tooltip.isTrusted = { enabledCommands: ["medlint.openPlace"] };
  return tooltip;
}

function topicTooltip(id: string, titles: Titles): MarkdownString | undefined {
  const topic = titles.topics.get(id);
  if (!topic) return undefined;
  const { shownWhen, notEnough } = texts.tooltip;
  return paragraphs([`**${escape(topic.title)}**`, escape(shownWhen(topic.shown_when)), topic.not_enough ? escape(notEnough(topic.not_enough)) : ""]);
}

function paragraphs(parts: readonly string[]): MarkdownString {
  return new MarkdownString(parts.filter(Boolean).join("\n\n"), true);
}

/** Text as text: `appendText` of the editor would keep lines from being broken between words. */
export function escape(text: string): string {
  return text.replace(/\s+/g, " ").replace(/[\\`*_{}[\]()#+\-.!|~$:]/g, "\\$&").replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
