import { expect, test } from "vitest";
import type { Fact } from "../../wasm/src/types";
import { answered, Interview } from "../src/model/interview";

const facts: Fact[] = ["networked", "wireless", "cloud"].map((id) => ({ id, group: "device", meaning: id }));

test("questions come in order, with the way back, and only what changed is written", () => {
  const interview = new Interview(facts, { networked: true, cloud: true });
  expect(interview.canGoBack).toBe(false);
  interview.answer(true);
  expect(interview.current?.id).toBe("wireless");
  interview.answer(false);
  interview.back();
  expect(interview.answerTo("wireless")).toBe(false);
  interview.answer(true);
  interview.answer(null);
  expect(interview.current).toBeUndefined();
  expect(interview.changes).toEqual({ wireless: true, cloud: null });
});

test("stopped in between, the answers until then are kept", () => {
  const interview = new Interview(facts, {});
  interview.answer(false);
  expect(interview.changes).toEqual({ networked: false });
  expect(interview.step).toBe(2);
});

test("answering “not known” where nothing was said changes nothing", () => {
  const interview = new Interview(facts, {});
  interview.answer(null);
  expect(interview.changes).toEqual({});
});

test("going back before the first question and answering after the last do nothing", () => {
  const interview = new Interview(facts.slice(0, 1), {});
  interview.back();
  interview.answer(true);
  interview.answer(false);
  expect(interview.changes).toEqual({ networked: true });
});

test("how much of a group is answered", () => {
  expect(answered(facts, "device", { networked: false, cloud: true })).toEqual({ answered: 2, all: 3 });
  expect(answered(facts, "event", {})).toEqual({ answered: 0, all: 0 });
});
