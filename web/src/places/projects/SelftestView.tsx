// Whether the engine computes in this browser what the release computes, and the record of that to file.
import { useState } from "preact/hooks";
import wasmUrl from "medlint-wasm/medlint_wasm_bg.wasm?url";
import { engine } from "../../engine/client";
import type { Selftest, SelftestRecord } from "../../engine/types";
import { Button } from "../../parts/Button";
import { Disclosure } from "../../parts/Disclosure";
import { download, fileName } from "../../parts/download";
import { announce } from "../../state/notices";
import { today } from "../../state/project";
import { t } from "../../texts";

/** SHA-256 of the engine as it was loaded; unknown where the browser does not compute it (no secure context). */
async function programHash(): Promise<string | undefined> {
  try {
    const bytes = await (await fetch(new URL(wasmUrl, import.meta.url))).arrayBuffer();
    const hash = await crypto.subtle.digest("SHA-256", bytes);
    return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  } catch {
    return undefined;
  }
}

async function runSelftest(): Promise<Selftest> {
  const program = await programHash();
  const date = new Date().toISOString().replace(/\.\d+Z$/, "Z");
  return engine.ask("selftest", { platform: navigator.userAgent, date, ...(program && { program }) });
}

export function SelftestView() {
  const words = t.projects.selftest;
  const [running, setRunning] = useState(false);
  const [failed, setFailed] = useState(false);
  const [made, setMade] = useState<Selftest>();
  const run = async () => {
    setRunning(true);
    setFailed(false);
    announce(words.running);
    try {
      setMade(await runSelftest());
    } catch {
      setMade(undefined);
      setFailed(true);
    }
    setRunning(false);
  };
  return (
    <section class="selftest">
      <h2>{words.title}</h2>
      <p>{words.text}</p>
      <Button disabled={running} onClick={() => void run()}>{running ? words.running : words.run}</Button>
      <div role="status">
        {failed && <p><strong>{words.failed}</strong></p>}
        {made && !running && <Result made={made} />}
      </div>
    </section>
  );
}

function Result({ made }: { made: Selftest }) {
  const words = t.projects.selftest;
  const { number } = t.format;
  const { tool, quality } = JSON.parse(made.json) as SelftestRecord;
  const save = (content: string, ending: string, type: string) => download(fileName("medlint selftest", today(), ending), content, type);
  const weak = quality.groups.filter(({ cases, passed }) => passed < cases);
  return (
    <>
      <p><strong>{made.holds ? words.holds(tool.version) : words.differs(tool.version)}</strong></p>
      <p>{words.rates(number(quality.passed), number(quality.cases), number(quality.accepted), number(quality.overlooked))}</p>
      <Disclosure summary={words.weak}>
        <ul class="small">
          {weak.map(({ id, asked, cases, passed }) => (
            <li key={id}>
              <span lang="en">{asked}</span>: {words.passed(number(passed), number(cases))}
            </li>
          ))}
        </ul>
      </Disclosure>
      <div class="selftest-save">
        <Button icon="download" onClick={() => save(made.html, ".html", "text/html")}>{words.save("HTML")}</Button>
        <Button icon="download" onClick={() => save(made.json, ".json", "application/json")}>{words.save("JSON")}</Button>
      </div>
    </>
  );
}
