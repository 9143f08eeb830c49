import { describe, expect, test } from "vitest";
import { noFilter, type Filter } from "../src/views/filter";
import { documentTree } from "../src/views/documentTree";
import type { Node } from "../src/views/node";
import { requirementTree } from "../src/views/requirementTree";
import { topicTree } from "../src/views/topicTree";
import { assess, titles } from "./catalogue";

const FOLDER = "file:///pump";
const known = titles();
const { check, scan } = assess();

function requirements(filter: Partial<Filter> = {}, of = check): Node[] {
  return requirementTree(FOLDER, of, known, { ...noFilter, ...filter });
}

function leaves(nodes: readonly Node[]): Node[] {
  return nodes.flatMap((node) => (node.children?.length ? leaves(node.children) : [node]));
}

function all(nodes: readonly Node[]): Node[] {
  return nodes.flatMap((node) => [node, ...all(node.children ?? [])]);
}

describe("requirements", () => {
  test("every requirement that applies is there once, below its framework and clause", () => {
    const tree = requirements();
    expect(tree.map(({ label }) => label)).toEqual(["IMDRF N60", "IMDRF N70", "IMDRF N73", "MDCG 2019-16", "EU MDR/IVDR", "IG-NB"]);
    const { applicable, "needs-a-person": forPersons } = check.coverage.total;
    expect(leaves(tree)).toHaveLength(applicable + forPersons);
    const clause = tree[0]!.children!.find(({ label }) => label.startsWith("5.3 "));
    expect(clause?.label).toBe("5.3 Security testing");
    expect(clause?.children?.every(({ description }) => description?.startsWith("N60-5.3"))).toBe(true);
  });

  test("the numbers of frameworks are those of the report", () => {
    for (const { framework, counts } of check.coverage.frameworks) {
      const node = requirements().find(({ id }) => id === `${FOLDER}#${framework}`);
      const done = counts.met + counts.justified;
      expect(node?.description).toBe(`${done} of ${counts.applicable}`);
    }
  });

  test("open ones only: nothing that is met or waived, and signs of clauses stay as they are", () => {
    const tree = requirements({ openOnly: true });
    const icons = new Set(leaves(tree).map(({ sign }) => sign?.icon));
    expect(icons).not.toContain("pass-filled");
    expect(icons).not.toContain("dash");
    const signs = new Map(all(requirements()).map(({ id, sign }) => [id, sign]));
    for (const node of all(tree)) expect(node.sign).toEqual(signs.get(node.id));
    expect(tree[0]!.description).toMatch(/^\d+ open$/);
  });

  test("text is looked for in title, text, clause, id and topics, every word of it", () => {
    expect(leaves(requirements({ text: "N60-5.1-T1-SC-7" })).map(({ description }) => description)).toEqual(["N60-5.1-T1-SC-7"]);
    const found = leaves(requirements({ text: "REPLAY protected" }));
    expect(found.length).toBeGreaterThan(0);
    expect(requirements({ text: "nothing of the kind" })).toEqual([]);
  });

  test("levels and frameworks narrow; what does not apply is shown on demand", () => {
    const core = leaves(requirements({ levels: ["core"] })).length;
    const detail = leaves(requirements({ levels: ["detail"] })).length;
    expect(core + detail).toBe(leaves(requirements({ levels: ["core", "detail"] })).length);
    expect(requirements({ frameworks: ["ig-nb"] }).map(({ label }) => label)).toEqual(["IG-NB"]);
    const withThem = leaves(requirements({ withNotApplicable: true })).length;
    expect(withThem).toBe(check.requirements.length);
  });

  test("what is offered: evidence where there is some, writing and waiving where it is open", () => {
    const byId = new Map(leaves(requirements()).map((node) => [node.description, node]));
    const met = check.requirements.find(({ status }) => status === "met")!;
    expect(byId.get(met.id)?.offers).toEqual(["explained", "placed"]);
    const missing = check.requirements.find(({ status, topics }) => status === "missing" && topics.every(({ evidence }) => !evidence))!;
    expect(byId.get(missing.id)?.offers).toEqual(["explained", "waivable", "writable"]);
  });

  test("a waiver turns the line", () => {
    const open = check.requirements.find(({ status }) => status === "missing")!;
    const waived = assess({ "medlint.toml": `[[waiver]]\nrequirement = "${open.id}"\nreason = "not for this device, see file 7"\n` });
    const node = leaves(requirements({}, waived.check)).find(({ description }) => description === open.id);
    expect(node?.sign?.icon).toBe("dash");
    expect(node?.offers).not.toContain("waivable");
  });

  test("ids are unique in every view", () => {
    for (const tree of [requirements({ withNotApplicable: true }), documentTree(FOLDER, check, scan, known), topicTree(FOLDER, check, scan, known)]) {
      const ids = all(tree).map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
    }
  });
});

describe("documents", () => {
  const tree = documentTree(FOLDER, check, scan, known);

  test("each has its kind and coverage, and the topics of its kind below it", () => {
    const node = tree.find(({ label }) => label === "threat-model.md");
    const coverage = check.coverage.documents.find(({ path }) => path.endsWith("threat-model.md"))!;
    expect(node?.description).toBe(`${coverage.shown}/${coverage.expected} · Threat model`);
    expect(node?.children).toHaveLength(coverage.expected);
    expect(node?.children?.filter(({ sign }) => sign?.icon === "pass-filled")).toHaveLength(coverage.shown);
  });

  test("a topic that is there leads to its place, one that is missing is offered to be written into this document", () => {
    const topics = tree.flatMap(({ children, target }) => (target?.kind === "document" ? (children ?? []) : []));
    for (const { sign, target } of topics) {
      if (sign?.icon === "pass-filled") expect(target?.kind).toBe("place");
      if (sign?.icon === "circle-large-outline") expect(target).toMatchObject({ kind: "topic", document: expect.any(String) });
    }
  });

  test("kinds that are asked for and not there are named", () => {
    const missing = tree.at(-1);
    expect(missing?.label).toBe("Not there yet");
    const wanted = new Set(check.actions.flatMap(({ create }) => create ?? []));
    expect(missing?.children?.map(({ target }) => target?.kind === "new-document" && target.documentKind)).toEqual([...wanted]);
  });

  test("without a scan documents have no topics below them", () => {
    expect(documentTree(FOLDER, check, undefined, known)[0]?.children).toEqual([]);
  });
});

describe("topics", () => {
  test("the strongest state counts, and places are ordered by it", () => {
    const topics = topicTree(FOLDER, check, scan, known).flatMap(({ children }) => children ?? []);
    const sbom = topics.find(({ id }) => id.endsWith("#sbom"));
    expect(sbom?.sign?.icon).toBe("pass-filled");
    expect(sbom?.children?.[0]?.sign?.icon).toBe("pass-filled");
    expect(sbom?.children?.length).toBeGreaterThan(1);
  });

  test("states are the same with a scan and without", () => {
    const states = (nodes: Node[]) => new Map(nodes.flatMap(({ children }) => (children ?? []).map(({ id, sign }) => [id, sign?.icon] as const)));
    const withScan = states(topicTree(FOLDER, check, scan, known));
    for (const [id, icon] of states(topicTree(FOLDER, check, undefined, known))) {
      if (icon === "pass-filled") expect(withScan.get(id)).toBe("pass-filled");
    }
  });
});
