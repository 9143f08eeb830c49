import { describe, expect, it } from "vitest";
import { href, parseRoute } from "../../src/shell/route";

describe("addresses", () => {
  it("come back as they were written", () => {
    for (const [rest, params] of [["", {}], ["plans/risk 100%?#.md", {}], ["", { q: "a b&c", framework: "imdrf-n60" }]] as const) {
      expect(parseRoute(href("documents", rest, params))).toEqual({ place: "documents", rest, params });
    }
  });

  it("lead to the device when they are unknown or damaged", () => {
    for (const hash of ["", "#", "#/nowhere", "#/device"]) expect(parseRoute(hash).place).toBe("device");
    expect(parseRoute("#/documents/100%.md").rest).toBe("100%.md");
  });
});
