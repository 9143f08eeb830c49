// A text of the catalogue with the words that were searched for.
import { highlight } from "./search";
import { words } from "./state";

export function Marked({ text }: { text: string }) {
  return (
    <span lang="en">
      {highlight(text, words.value).map((part, at) => (part.hit ? <mark key={at}>{part.text}</mark> : part.text))}
    </span>
  );
}
