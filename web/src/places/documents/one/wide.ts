// Whether text and panel stand side by side. The same width is in documents.css.
import { signal } from "@preact/signals";

const query = matchMedia("(min-width: 64rem)");
export const wide = signal(query.matches);
query.addEventListener("change", () => (wide.value = query.matches));
