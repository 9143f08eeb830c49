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
  const text = new MarkdownString(undefined, true);
  text.isTrusted = { enabledCommands: ["medlint.openPlace"] };
  heading(text, `${one.title}`);
  text.appendText(t.source(shortFramework(one.framework), one.clause, one.id));
  text.appendMarkdown("\n\n");
  if (more) {
    text.appendText(more.text);
    text.appendMarkdown("\n\n");
  }
  text.appendMarkdown(`**${texts.words.status[one.status]}** · ${texts.words.strength[one.strength]} · ${texts.words.level[one.level]}\n\n`);
  for (const place of placesOf(one).slice(0, MOST_PLACES)) {
    const args = encodeURIComponent(JSON.stringify([folder, place]));
    text.appendMarkdown(`[${escape(place.path)}:${place.start_line}](command:medlint.openPlace?${args}) `);
    text.appendText(`“${place.quote}”`);
    text.appendMarkdown("\n\n");
  }
  for (const point of one.missing_points) {
    text.appendMarkdown("$(warning) ");
    text.appendText(t.lacks(point));
    text.appendMarkdown("\n\n");
  }
  const person = one.decision ?? one.waiver;
  if (person?.reason) {
    text.appendText((one.decision ? t.decided : t.waived)(person.reason, person.owner));
    text.appendMarkdown("\n\n");
  }
  if (one.applies.value === "unknown") {
    text.appendText(t.unknown(one.applies.because));
    text.appendMarkdown("\n\n");
  }
  return text;
}

function topicTooltip(id: string, titles: Titles): MarkdownString | undefined {
  const topic = titles.topics.get(id);
  if (!topic) return undefined;
  const text = new MarkdownString();
  heading(text, topic.title);
  text.appendText(texts.tooltip.shownWhen(topic.shown_when));
  text.appendMarkdown("\n\n");
  if (topic.not_enough) text.appendText(texts.tooltip.notEnough(topic.not_enough));
  return text;
}

function heading(text: MarkdownString, words: string): void {
  text.appendMarkdown("**");
  text.appendText(words);
  text.appendMarkdown("**\n\n");
}

function escape(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-.!|<>$~]/g, "\\$&");
}
