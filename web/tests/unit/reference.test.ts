import { describe, expect, it } from "vitest";
import type { Catalogue } from "medlint-wasm";
import { address, linksFrom } from "../../reference/addresses";
import { builtInCatalogue } from "../../reference/catalogue";
import { markdown } from "../../reference/markdown";
import { referenceFiles } from "../../reference/pages";
import { searchEntries } from "../../reference/search/entries";
import { excerpt, find, marked, type Entry } from "../../reference/search/rank";
import { siteOf } from "../../reference/site";

const catalogue = builtInCatalogue();
const files = referenceFiles(catalogue);
const pages = [...files].filter(([path]) => path.endsWith(".html"));

const attributes = (page: string, name: string) => [...page.matchAll(new RegExp(` ${name}="([^"]*)"`, "g"))].map((match) => match[1] ?? "");

describe("the reference", () => {
  it("has a page for everything in the catalogue", () => {
    const wanted = [
      ...catalogue.requirements.map((r) => address.requirement(r.id)),
      ...catalogue.topics.map((t) => address.topic(t.id)),
      ...catalogue.kinds.map((k) => address.kind(k.id)),
      ...catalogue.rules.map((r) => address.rule(r.code)),
      ...catalogue.frameworks.map((f) => address.framework(f.id)),
    ];
    expect(wanted.filter((path) => !files.has(path))).toEqual([]);
    expect(wanted.length).toBeGreaterThan(1200);
  });

  it("keeps the addresses that are promised in its README", () => {
    for (const path of [
      "index.html",
      "requirements/N60-5.1-T1-SC-10.html",
      "topics/transport-encryption.html",
      "kinds/threat-model.html",
      "kinds/threat-model/requirements.html",
      "rules/M103.html",
      "frameworks/imdrf-n60.html",
    ]) {
      expect(files.has(path), path).toBe(true);
    }
    for (const [path, id] of [
      ["facts.html", "networked"],
      ["citations.html", "iso-14971-2007"],
      ["words.html", "state-planned"],
      ["words.html", "status-met"],
      ["words.html", "level-core"],
    ] as const) {
      expect(attributes(files.get(path) ?? "", "id")).toContain(id);
    }
  });

  it("has only links that lead somewhere", () => {
    const anchors = new Map(pages.map(([path, page]) => [path, new Set(attributes(page, "id"))]));
    const broken: string[] = [];
    for (const [path, page] of pages) {
      for (const href of attributes(page, "href")) {
        if (/^https?:\/\//.test(href)) continue;
        const url = new URL(href.replaceAll("&amp;", "&"), `https://site.invalid/sub/reference/${path}`);
        const below = url.pathname.slice("/sub/reference/".length);
        // The application, one level above, and what the bundler writes.
        if (!url.pathname.startsWith("/sub/reference/")) {
          if (!["/sub/", "/sub/icon.svg"].includes(url.pathname)) broken.push(`${path}: ${href}`);
        } else if (below !== address.styles) {
          const target = anchors.get(below);
          const anchor = decodeURIComponent(url.hash.slice(1));
          if (!target || (anchor !== "" && !target.has(anchor))) broken.push(`${path}: ${href}`);
        }
      }
    }
    expect(broken).toEqual([]);
  });

  it("has valid frames: one h1, a title, a description, no id twice, headings in order", () => {
    const titles = new Map<string, string>();
    for (const [path, page] of pages) {
      expect(page.match(/<h1>/g), path).toHaveLength(1);
      const title = /<title>(.+)<\/title>/.exec(page)?.[1] ?? "";
      expect(titles.get(title), `${path} has the title of`).toBeUndefined();
      titles.set(title, path);
      expect(/<meta name="description" content="[^"]{20,}">/.test(page), path).toBe(true);
      const ids = attributes(page, "id");
      expect(new Set(ids).size, path).toBe(ids.length);
      const levels = [...page.matchAll(/<h(\d)/g)].map((match) => Number(match[1]));
      expect(levels.every((level, at) => level <= (levels[at - 1] ?? 0) + 1), path).toBe(true);
    }
  });

  it("obeys the content security policy", () => {
    for (const [path, page] of pages) {
      expect(page, path).not.toMatch(/<style|<script(?! src="(\.\.\/)*search\.js" defer>)|\sstyle=|\son[a-z]+="|javascript:/i);
    }
  });

  it("stays small", () => {
    const large = pages.filter(([path, page]) => /^(requirements|topics|rules)\/(?!index)/.test(path) && page.length > 40_000);
    expect(large.map(([path]) => path)).toEqual([]);
  });
});

describe("hostile texts", () => {
  const attack = `"><script>alert(1)</script><img src=x onerror='alert(2)'> & \`<b>\``;

  function hostile<Value>(value: Value, key = ""): Value {
    if (typeof value === "string") {
      // These are ids, closed lists and addresses that the engine guards.
      const kept = ["id", "code", "framework", "area", "topic", "strength", "level", "actor", "stage", "state", "group", "kind", "scope", "severity"];
      return (kept.includes(key) ? value : `${value} ${attack}`) as Value;
    }
    if (Array.isArray(value)) {
      const ids = ["kinds", "topics", "any_topics", "when", "related", "requirements"].includes(key);
      return value.map((item) => (ids && typeof item === "string" ? item : hostile(item))) as Value;
    }
    if (value !== null && typeof value === "object") {
      return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, hostile(item, name)])) as Value;
    }
    return value;
  }

  it("are text wherever they stand", () => {
    const attacked = referenceFiles(hostile<Catalogue>(catalogue));
    const script = /<script(?! src="(\.\.\/)*search\.js" defer>)|<img|onerror='/;
    expect([...attacked].filter(([path, page]) => path.endsWith(".html") && script.test(page)).map(([path]) => path)).toEqual([]);
  });

  it("cannot leave their folder as an id", () => {
    for (const id of ["../secret", "a/b", "", ".hidden", "a b", "%2e%2e"]) expect(() => address.topic(id)).toThrow();
  });

  it("in examples neither link nor load nor run", () => {
    const source = [
      "# Title {#x}",
      "<script>alert(1)</script>",
      "[here](javascript:alert(1)) <b onclick=x>bold</b> ![pixel](https://spy.example/p.gif)",
      "```x\" onclick=\"y\n<i>code</i>\n```",
      "| a | b |\n|:-:|---|\n| <u>1</u> | 2 |",
    ].join("\n\n");
    const { text } = markdown(source);
    expect(text).not.toMatch(/<(script|b|i|img|a|h\d)\b|onclick="|align=|class="x/);
    expect(text).toContain("&lt;script&gt;");
    expect(text).toContain("<table>");
  });
});

describe("links", () => {
  it("are relative", () => {
    expect(linksFrom("index.html")("topics/a.html")).toBe("topics/a.html");
    expect(linksFrom("topics/a.html")("topics/b.html#x")).toBe("b.html#x");
    expect(linksFrom("topics/a.html")("index.html")).toBe("../index.html");
    expect(linksFrom("kinds/a/requirements.html")("kinds/a.html")).toBe("../a.html");
    expect(linksFrom("topics/a.html")("topics/a.html#x")).toBe("#x");
    expect(linksFrom("kinds/a/requirements.html").app("#/checklist")).toBe("../../../#/checklist");
  });
});

describe("the search", () => {
  const entries = searchEntries(siteOf(catalogue));
  const first = (query: string): Entry | undefined => find(entries, query)[0];

  it("finds an id first, in any case", () => {
    expect(first("m103")?.[1]).toBe("M103");
    expect(first("n60-5.1-t1-sc-10")?.[1]).toBe("N60-5.1-T1-SC-10");
    expect(first("threat-model")?.[1]).toBe("threat-model");
  });

  it("finds words in any order, and beginnings of words", () => {
    expect(find(entries, "replay protection").map((entry) => entry[1])).toContain("anti-replay");
    expect(find(entries, "encrypt transit").length).toBeGreaterThan(0);
    expect(find(entries, "eplay")).toEqual(find(entries, "eplay").filter((entry) => entry[1].includes("eplay")));
  });

  it("finds nothing for nothing, and survives signs", () => {
    expect(find(entries, "  ")).toEqual([]);
    expect(find(entries, "xyzzy")).toEqual([]);
    expect(find(entries, "*(+[\\")).toEqual([]);
    expect(marked("a (b) c", ["(b"])).toEqual(["a ", "(b", ") c"]);
  });

  it("shows the passage in which the word stands", () => {
    const long = `${"word ".repeat(80)}needle ${"word ".repeat(80)}`;
    expect(excerpt(long, ["needle"])).toMatch(/^… .*needle.* …$/);
    expect(excerpt("short", ["needle"])).toBe("short");
  });
});
