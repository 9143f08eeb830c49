// What a text must say to show a requirement, with examples.
import type { Example, Requirement, Topic } from "../../engine/types";
import { Disclosure } from "../../parts/Disclosure";
import { href } from "../../shell/route";
import { catalogue } from "../../state/live";
import { t } from "../../texts";

export function Showing({ requirement }: { requirement: Requirement }) {
  const words = t.checklist.details;
  const all = catalogue.value;
  if (!all) return null;
  const topics = (ids: readonly string[]) => ids.flatMap((id) => all.topics.filter((topic) => topic.id === id));
  const kinds = requirement.kinds.flatMap((id) => all.kinds.filter((kind) => kind.id === id));
  const several = requirement.topics.length > 1;
  return (
    <>
      {requirement.topics.length + requirement.any_topics.length > 0 && (
        <section>
          <h4>{words.showing}</h4>
          {several && <p class="soft">{words.allOf}</p>}
          {topics(requirement.topics).map((topic) => <TopicView key={topic.id} topic={topic} />)}
          {requirement.any_topics.length > 0 && <p class="soft">{words.oneOf}</p>}
          {topics(requirement.any_topics).map((topic) => <TopicView key={topic.id} topic={topic} />)}
        </section>
      )}
      {requirement.elements.length > 0 && (
        <section>
          <h4>{words.elements}</h4>
          <ul lang="en">{requirement.elements.map((element) => <li key={element}>{element}</li>)}</ul>
        </section>
      )}
      {kinds.length > 0 && (
        <section>
          <h4>{words.kinds}</h4>
          <ul class="plain check-kinds" lang="en">
            {kinds.map(({ id, title }) => <li key={id}><a href={href("checklist", "", { kind: id, group: "kind" })}>{title}</a></li>)}
          </ul>
        </section>
      )}
    </>
  );
}

function TopicView({ topic }: { topic: Topic }) {
  const words = t.checklist.details;
  return (
    <div class="check-topic">
      <p lang="en"><a href={`./reference/topics/${topic.id}.html`}>{topic.title}</a>: {topic.shown_when}</p>
      <p class="small soft"><b>{words.notEnough}</b> <span lang="en">{topic.not_enough}</span></p>
      {topic.example && <ExampleView words={words.example} example={topic.example} />}
      {topic.counter_example && <ExampleView words={words.counter} example={topic.counter_example} />}
    </div>
  );
}

function ExampleView({ words, example }: { words: string; example: Example }) {
  return (
    <Disclosure summary={words}>
      <blockquote lang="en">
        {blocksOf(example.text).map((block, at) =>
          block.sort === "heading" ? <p key={at}><b>{block.text}</b></p> : block.sort === "lines" ? <pre key={at}>{block.text}</pre> : <p key={at}>{block.text}</p>,
        )}
      </blockquote>
    </Disclosure>
  );
}

interface Block {
  sort: "heading" | "text" | "lines";
  text: string;
}

/** Examples are Markdown, but only headings and paragraphs need another look; lists, tables and code keep their lines. */
export function blocksOf(markdown: string): Block[] {
  return markdown.split(/\n\s*\n/).filter((part) => part.trim() !== "").map((part): Block => {
    const heading = /^#{1,6}\s+([^\n]*)$/.exec(part.trim());
    if (heading) return { sort: "heading", text: heading[1]!.trim() };
    const lined = /^\s*([-*+|>]|\d+[.)]|```)/m.test(part);
    return lined ? { sort: "lines", text: part } : { sort: "text", text: part.replace(/\n/g, " ").replace(/\*\*|`/g, "") };
  });
}
