import { describe, expect, it } from "vitest";
import { readProfile, writeProfile, type Profile } from "../../src/state/share";

const profile: Profile = { name: "Püümpe 3", facts: { networked: true, cloud: false }, frameworks: ["imdrf-n60"], levels: ["core"] };

describe("a shared profile", () => {
  it("comes back from a link", () => {
    const text = writeProfile(profile);
    expect(text).toMatch(/^[\w.-]+$/);
    expect(readProfile(text)).toEqual({ ok: true, profile });
  });

  it("is refused when one letter is wrong or the end is missing", () => {
    const text = writeProfile(profile);
    for (const bad of ["", "1", text.slice(0, -1), text.slice(0, 20), text.replace(/\.(.)/, (_, c: string) => `.${c === "A" ? "B" : "A"}`)]) {
      expect(readProfile(bad)).toEqual({ ok: false, problem: "damaged" });
    }
  });

  it("says so when it is newer", () => {
    expect(readProfile(writeProfile(profile).replace(/^1/, "2"))).toEqual({ ok: false, problem: "newer" });
  });
});
