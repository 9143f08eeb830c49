import type { State, Status, Word } from "medlint-wasm";
import { address } from "../addresses";
import { html, Html, sentence } from "../html";
import { heading, type Page } from "../page";
import { sign } from "../signs";
import type { Site } from "../site";
import { text } from "../texts";

/** The closed vocabularies, each word with its meaning and an address. */
export function wordsPage(site: Site): Page {
  const { strengths, levels, stages, actors, states, statuses } = site.catalogue.words;
  return {
    address: address.words,
    title: text.nav.words,
    description: text.about.words,
    trail: [],
    body: html`<article>
${heading("Words", "What the words mean", text.about.words)}
<div class="flow lists">
${vocabulary("state", "States of a topic in a document", "What a document says about a topic, strongest first.", states, standing)}
${vocabulary("status", "How a requirement stands", "Over the whole set of documents, best first. A person’s decision outranks what was found.", statuses, standing)}
${vocabulary("strength", "Strength", "How the source words it.", strengths)}
${vocabulary("level", "Level", "How medlint uses it. Without other settings core and detail are checked.", levels)}
${vocabulary("stage", "Stage", "Where in the life of the device it belongs.", stages)}
${vocabulary("actor", "For", "Who has to do it.", actors)}
${vocabulary(
  "weight",
  "Weight",
  "How much a kind of document needs a topic.",
  ([3, 2, 1] as const).map((weight) => ({ id: text.weights[weight].replaceAll(" ", "-"), meaning: text.weightMeanings[weight] })),
  (id) => html`${id.replaceAll("-", " ")}`,
)}
</div>
</article>`,
  };
}

function standing(id: State | Status): Html {
  return html`${sign(id)} ${text.standing[id]}`;
}

function vocabulary<Id extends string>(
  list: string,
  title: string,
  about: string,
  words: readonly Word<Id>[],
  name: (id: Id) => Html = (id) => html`${id}`,
): Html {
  return html`<section aria-labelledby="${list}">
<h2 id="${list}">${title}</h2>
<p class="quiet">${about}</p>
<dl class="vocabulary">
${words.map((word) => html`<div class="anchored" id="${list}-${word.id}"><dt>${name(word.id)}</dt><dd>${sentence(word.meaning)}</dd></div>\n`)}</dl>
</section>`;
}
