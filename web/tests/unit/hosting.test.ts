import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { cacheControl, headers } from "../../hosting/headers";

const manual = readFileSync(new URL("../../../docs/web.md", import.meta.url), "utf8");

describe("what a host sends", () => {
  it("is in the manual, for any host and for nginx", () => {
    for (const [name, value] of Object.entries(headers)) {
      expect(manual).toContain(`    ${name}: ${value}\n`);
      expect(manual).toContain(`add_header ${name} "${value}" always;`);
    }
  });

  it("keeps what has a hash in its name, and asks for the rest", () => {
    for (const path of ["assets/index-DGHk256B.js", "some/where/assets/medlint_wasm_bg-zPif6ayH.wasm", "assets/x-a_b-c_d1.css"]) {
      expect(cacheControl(path), path).toContain("immutable");
    }
    for (const path of ["index.html", "service-worker.js", "icon-192.png", "assets/plain.js", "reference/topics/transport-encryption.html"]) {
      expect(cacheControl(path), path).toBe("no-cache");
    }
  });
});
