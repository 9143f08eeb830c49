// What only a person can decide before files come in: documents that are there already, and a medlint.toml among them.
import { useState } from "preact/hooks";
import type { Config } from "../../../engine/types";
import { Button } from "../../../parts/Button";
import { Dialog } from "../../../parts/Dialog";
import { Segmented } from "../../../parts/Segmented";
import { project } from "../../../state/undo";
import { t } from "../../../texts";
import { add, hasSettings, question, type Answers, type Question } from "./intake";

const MOST_PATHS = 5;

export function IntakeQuestion() {
  const asked = question.value;
  return asked ? <Asking asked={asked} /> : null;
}

function Asking({ asked }: { asked: Question }) {
  const [known, setKnown] = useState<Answers["known"]>("replace");
  const [takeSettings, setTake] = useState(true);
  const texts = t.documents.question;
  const cancel = () => (question.value = undefined);
  return (
    <Dialog
      title={asked.documents.length > 0 ? texts.title : texts.titleSettings}
      onClose={cancel}
      actions={
        <>
          <Button onClick={cancel}>{t.parts.cancel}</Button>
          <Button tone="primary" onClick={() => void add(asked, { known, takeSettings })}>{texts.confirm(asked.documents.length)}</Button>
        </>
      }
    >
      {asked.settings && (
        <section>
          <p>{t.documents.settings.intro}</p>
          <ul>{summary(asked.settings.config).map((line) => <li key={line}>{line}</li>)}</ul>
          <SettingsProblems problems={asked.settings.problems} />
          <label class="check">
            <input type="checkbox" checked={takeSettings} onChange={(event) => setTake(event.currentTarget.checked)} />
            {t.documents.settings.take}
          </label>
          {takeSettings && hasSettings(project.value) && <p class="small soft">{t.documents.settings.replaces}</p>}
        </section>
      )}
      {asked.known.length > 0 && (
        <section>
          <p>{texts.knownText(asked.known.length)}</p>
          <ul>
            {asked.known.slice(0, MOST_PATHS).map((path) => <li key={path}>{path}</li>)}
            {asked.known.length > MOST_PATHS && <li>{texts.more(asked.known.length - MOST_PATHS)}</li>}
          </ul>
          <Segmented
            label={texts.known}
            value={known}
            onChange={setKnown}
            options={[{ value: "replace", label: texts.replace }, { value: "both", label: texts.both }]}
          />
        </section>
      )}
    </Dialog>
  );
}

function SettingsProblems({ problems }: { problems: NonNullable<Question["settings"]>["problems"] }) {
  if (problems.length === 0) return null;
  return (
    <>
      <p>{t.documents.settings.problems(problems.length)}</p>
      <ul>
        {problems.map(({ line, message, help }) => (
          <li key={`${line} ${message}`}>
            {t.documents.settings.line(line)}: <span lang="en">{message}{help && `; ${help}`}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** What taking it over brings, part by part. */
function summary(config: Config): string[] {
  const texts = t.documents.settings;
  const counts: [number, (n: number) => string][] = [
    [Object.keys(config.device?.facts ?? {}).length, texts.facts],
    [config.documents?.kinds?.length ?? 0, texts.kinds],
    [config.decision?.length ?? 0, texts.decisions],
    [config.waiver?.length ?? 0, texts.waivers],
  ];
  const name = config.device?.name;
  return [...(name ? [texts.name(name)] : []), ...counts.filter(([count]) => count > 0).map(([count, words]) => words(count))];
}
