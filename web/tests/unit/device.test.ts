import { Workspace } from "medlint-wasm";
import { describe, expect, it } from "vitest";
import { applies, effect, inScope, standing, USUAL_LEVELS } from "../../src/places/device/effects";
import { answer, contradictions, SURE, USUAL } from "../../src/places/device/implications";
import { difference, preset, PRESETS } from "../../src/places/device/presets";
import { answered, chosen, factsOfQuestion, questionOf, QUESTIONS } from "../../src/places/device/questions";
import { en } from "../../src/texts/en";
import { de } from "../../src/texts/de";

const workspace = new Workspace();
const catalogue = workspace.catalogue();
const ids = catalogue.facts.map(({ id }) => id).sort();

/** The same profiles in every run. */
function profiles(count: number): Record<string, boolean>[] {
  let seed = 7;
  const next = () => (seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff) / 0x7fffffff;
  return Array.from({ length: count }, () => {
    const share = next();
    return Object.fromEntries(ids.filter(() => next() < share).map((id) => [id, next() < 0.5]));
  });
}

describe("questions", () => {
  it("set every fact of the catalogue exactly once", () => {
    expect(QUESTIONS.flatMap(factsOfQuestion).sort()).toEqual(ids);
    expect(QUESTIONS).toHaveLength(10);
  });
  it("have words in both languages", () => {
    expect(Object.keys(en.device.facts).sort()).toEqual(ids);
    expect(Object.keys(de.device.facts).sort()).toEqual(ids);
    for (const point of QUESTIONS.flatMap((question) => question.points)) {
      if (point.sort === "choice") expect(Object.keys(en.device.choices[point.id].options)).toEqual(point.options.map(({ id }) => id));
    }
  });
  it("know what is answered and chosen", () => {
    const life = questionOf("eol")!;
    const stage = life.points[0]!;
    expect(answered(life, { fielded: true, legacy: false })).toEqual({ done: 2, all: 6 });
    if (stage.sort !== "choice") throw new Error("the stage is a choice");
    expect(chosen(stage, {})).toBe("open");
    expect(chosen(stage, { fielded: true })).toBe("partly");
    for (const { id, says } of stage.options) expect(chosen(stage, says)).toBe(id);
  });
});

describe("implications", () => {
  it("speak of facts of the catalogue", () => {
    for (const table of [SURE, USUAL]) {
      for (const [fact, all] of Object.entries(table)) for (const id of [fact, ...all.map((then) => then.replace("!", ""))]) expect(ids).toContain(id);
    }
  });
  it("fill in what follows, and what follows from that", () => {
    const { facts, followed } = answer({}, {}, { wireless: true });
    expect(facts).toMatchObject({ wireless: true, interface: true, networked: true, "transfers-data": true });
    expect(followed.interface).toBe("wireless");
    expect(answer({}, {}, { interface: false }).facts).toMatchObject({ networked: false, wireless: false, cloud: false, "remote-commands": false });
  });
  it("never change what was said", () => {
    for (const said of profiles(40)) {
      for (const [fact, value] of Object.entries(said)) {
        const { [fact]: _, ...others } = said;
        expect(answer(others, {}, { [fact]: value }).facts).toMatchObject(said);
      }
    }
  });
  it("do not fill in what cannot be true beside another answer", () => {
    for (const said of profiles(60)) {
      const before = Object.keys(contradictions(said));
      for (const fact of ids.filter((id) => !(id in said))) {
        const { facts, followed } = answer(said, {}, { [fact]: true });
        const allowed = new Set([...before, ...Object.keys(contradictions({ ...said, [fact]: true }))]);
        for (const filled of Object.keys(followed)) expect(allowed.has(filled) || !(filled in contradictions(facts)), `${fact} fills in ${filled}`).toBe(true);
      }
    }
  });
  it("are taken back with the answer they came from, and stay when another one stands for them", () => {
    const first = answer({}, {}, { wireless: true });
    const back = answer(first.facts, first.followed, { wireless: undefined });
    expect(back.facts).toEqual({});
    const both = answer(first.facts, first.followed, { cloud: true });
    const still = answer(both.facts, both.followed, { wireless: false });
    expect(still.facts).toMatchObject({ wireless: false, cloud: true, networked: true, interface: true });
  });
  it("leave alone what the visitor said in the meantime", () => {
    const first = answer({}, {}, { wireless: true });
    const said = answer(first.facts, first.followed, { networked: true });
    expect(answer(said.facts, said.followed, { wireless: false }).facts).toMatchObject({ networked: true, wireless: false });
  });
  it("show answers that cannot both be true", () => {
    expect(contradictions({ wireless: true, interface: false })).toEqual({ wireless: "interface", interface: "wireless" });
    expect(contradictions({ wireless: true, networked: false })).toEqual({});
  });
});

describe("effects", () => {
  it("judge as the engine does", () => {
    for (const facts of [{}, ...profiles(60)]) {
      const engine = workspace.applicability(facts);
      for (const requirement of catalogue.requirements) expect(applies(requirement, facts), requirement.id).toBe(engine[requirement.id]!.value);
    }
  });
  it("count what the engine's check counts", () => {
    const fact = "networked";
    workspace.configure(`[device.facts]\n${fact} = false\n`);
    const { total } = workspace.check({}).coverage;
    const requirements = inScope(catalogue.requirements, [], []);
    const counted = standing(requirements, { [fact]: false });
    expect(counted.out).toBe(total["not-applicable"]);
    // The engine counts those that only a person can judge beside the applicable ones.
    expect(counted.applies).toBe(total.applicable + total["needs-a-person"]);
    expect(USUAL_LEVELS).toEqual(["core", "detail"]);
  });
  it("say what an answer adds and takes out, with what follows from it", () => {
    const requirements = inScope(catalogue.requirements, [], []);
    const no = effect(requirements, {}, {}, { interface: false });
    const without = answer({}, {}, { interface: false });
    expect(no).toBeLessThan(-30);
    expect(effect(requirements, without.facts, without.followed, { interface: true })).toBeGreaterThan(0);
    expect(effect(requirements, {}, {}, { interface: undefined })).toBe(0);
  });
});

describe("presets", () => {
  it("answer everything without contradiction", () => {
    for (const id of PRESETS) {
      expect(Object.keys(preset(id)).sort()).toEqual(ids);
      expect(contradictions(preset(id)), id).toEqual({});
      for (const question of QUESTIONS) {
        for (const point of question.points) if (point.sort === "choice") expect(chosen(point, preset(id)), `${id} ${point.id}`).not.toBe("partly");
      }
    }
  });
  it("say what they would change", () => {
    expect(difference({ networked: false, cloud: false }, preset("pump"))).toEqual({ had: 2, changes: 1 });
  });
});
