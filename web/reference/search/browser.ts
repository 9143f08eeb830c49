import "../look/reference.css";
import { address } from "../addresses";
import { excerpt, find, marked, wordsOf, type Entry, type Sort } from "./rank";

/** The search of the start page. Without it the page is complete: it shows all lists. */
declare global {
  interface Window {
    medlintReference?: (entries: readonly Entry[]) => void;
  }
}

const MOST = 60;
const PAGES: Record<Sort, (id: string) => string> = {
  framework: address.framework,
  topic: address.topic,
  kind: address.kind,
  rule: address.rule,
  requirement: address.requirement,
  fact: address.fact,
  citation: address.citation,
};
const NAMES: Record<Sort, string> = {
  framework: "Framework",
  topic: "Topic",
  kind: "Kind of document",
  rule: "Finding",
  requirement: "Requirement",
  fact: "Fact",
  citation: "Superseded",
};

const box = element("search");
const input = element("words") as HTMLInputElement;
const status = element("found");
const results = element("results");
const overview = element("overview");
let entries: readonly Entry[] | undefined;
let asked = false;

box.hidden = false;
input.addEventListener("focus", load);
input.addEventListener("input", () => {
  load();
  show();
  remember();
});
window.addEventListener("hashchange", recall);
recall();

/** The index is a quarter of a megabyte: it is loaded when somebody wants to search. */
function load(): void {
  if (asked) return;
  asked = true;
  window.medlintReference = (loaded) => {
    entries = loaded;
    show();
  };
  const script = document.createElement("script");
  script.src = address.searchIndex;
  script.addEventListener("error", () => {
    asked = false;
    status.textContent = "The index of the search could not be loaded. The lists below are complete.";
  });
  document.head.append(script);
}

function show(): void {
  const words = wordsOf(input.value);
  overview.hidden = words.length > 0;
  if (words.length === 0) {
    status.textContent = "";
    results.replaceChildren();
    return;
  }
  if (!entries) {
    status.textContent = "Loading …";
    return;
  }
  const found = find(entries, input.value);
  const shown = found.slice(0, MOST);
  results.replaceChildren(...shown.map((entry) => item(entry, words)));
  status.textContent =
    found.length === 0
      ? "Nothing found. Try fewer words, or the beginning of a word."
      : `${found.length.toLocaleString("en")} found${found.length > MOST ? `, the best ${MOST} are shown` : ""}`;
}

function item([sort, id, title, text]: Entry, words: readonly string[]): HTMLLIElement {
  const link = document.createElement("a");
  link.href = PAGES[sort](id);
  link.append(...highlighted(title, words));
  const label = document.createElement("p");
  label.className = "sort";
  const code = document.createElement("span");
  code.className = "id";
  code.append(...highlighted(id, words));
  label.append(`${NAMES[sort]} `, code);
  const about = document.createElement("p");
  about.className = "quiet";
  about.append(...highlighted(excerpt(text, words), words));
  const line = document.createElement("li");
  line.append(label, link, about);
  return line;
}

function highlighted(text: string, words: readonly string[]): (string | HTMLElement)[] {
  return marked(text, words).map((piece, at) => {
    if (at % 2 === 0) return piece;
    const mark = document.createElement("mark");
    mark.textContent = piece;
    return mark;
  });
}

/** The query stands in the address, so that a search can be linked and is there after going back. */
function remember(): void {
  const query = input.value.trim();
  history.replaceState(null, "", query === "" ? "#search" : `#q=${encodeURIComponent(query)}`);
}

function recall(): void {
  if (location.hash === "#search") input.focus();
  const query = new URLSearchParams(location.hash.slice(1)).get("q");
  if (query === null) return;
  input.value = query;
  load();
  show();
}

function element(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no #${id}`);
  return found;
}
