import type { Example, Topic } from "medlint-wasm";
import { html, Html } from "../html";
import { markdown } from "../markdown";
import { sign } from "../signs";
import { text } from "../texts";

/** A text that shows the topic and one that does not, side by side where there is room. */
export function samples(topic: Topic, level: 3 | 4): Html | false {
  if (!topic.example && !topic.counter_example) return false;
  return html`<div class="samples">
${topic.example && sample(topic.example, `Shows it: ${topic.title}`, "Shows it", level)}${
    topic.counter_example && sample(topic.counter_example, `Does not show it: ${topic.title}`, "Does not show it", level)
  }</div>`;
}

function sample(example: Example, label: string, caption: string, level: 3 | 4): Html {
  // The state is said in words when it is more than "shown" or "missing".
  const state = example.state === "shown" || example.state === "missing" ? "" : ` (${text.standing[example.state]})`;
  return html`<figure class="sample level-${level}" aria-label="${label}">
<figcaption>${sign(example.state)} ${caption}${state}</figcaption>
<blockquote>${markdown(example.text)}</blockquote>
</figure>
`;
}
