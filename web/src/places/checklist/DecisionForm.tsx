// What the visitor says about a requirement. Kept at once when it is complete; until then it says what is missing.
import { useEffect, useRef, useState } from "preact/hooks";
import { Field, TextArea } from "../../parts/Field";
import { Segmented } from "../../parts/Segmented";
import { announce } from "../../state/notices";
import { change, project } from "../../state/undo";
import { t } from "../../texts";
import type { Row } from "./rows";
import { CHOICES, draftOf, foundOf, keep, owners, problemOf, type Choice, type Draft } from "./verdicts";

interface Props {
  row: Row;
  /** Rises when the visitor says that the evidence does not show it. */
  overruling: number;
}

export function DecisionForm({ row, overruling }: Props) {
  const { id } = row;
  const words = t.checklist.decision;
  const stored = draftOf(project.value, id);
  const [draft, setDraft] = useState<Draft>(stored);
  const form = useRef<HTMLDivElement>(null);
  const kept = JSON.stringify(stored);
  const last = useRef(kept);
  // Undo, acceptance of evidence or another tab changed it.
  useEffect(() => {
    // Not `stored`: a further key may have been pressed since this was drawn, and it would be lost.
    const newest = draftOf(project.peek(), id);
    const now = JSON.stringify(newest);
    if (now !== last.current) setDraft(newest);
    last.current = now;
  }, [kept]);
  useEffect(() => {
    if (overruling > 0) choose("missing");
  }, [overruling]);

  const found = foundOf(row.assessed);
  const problem = problemOf(draft, found);

  const set = (next: Draft, label: string, merge?: string) => {
    setDraft(next);
    if (problemOf(next, found)) return false;
    last.current = JSON.stringify(next);
    change(label, (before) => keep(before, id, next), merge === undefined ? {} : { merge });
    return true;
  };
  const choose = (choice: Choice) => {
    const label = words.changed(id, words.choices[choice]);
    const saved = set({ ...draft, choice }, label);
    announce(saved ? label : words.problems[problemOf({ ...draft, choice }, found)!]);
    if (!saved) requestAnimationFrame(() => form.current?.querySelector("textarea")?.focus());
  };
  const write = (field: "reason" | "evidence" | "note" | "owner") => (text: string) =>
    void set({ ...draft, [field]: text }, words.edited(id), `${field}:${id}`);

  const date = project.value.decisions[id]?.date ?? project.value.notApplicable[id]?.date;
  const exempt = draft.choice === "not-applicable";
  return (
    <section class="check-decision" ref={form}>
      <h4>{words.title}</h4>
      <Segmented label={words.title} value={draft.choice} options={CHOICES.map((value) => ({ value, label: words.choices[value] }))} onChange={choose} />
      {draft.choice === "found" ? (
        <p class="small soft">{words.foundText}</p>
      ) : (
        <div class="check-fields">
          <TextArea label={words.reason} rows={2} value={draft.reason} required={exempt || problem === "overruled"} error={problem && words.problems[problem]} onInput={write("reason")} />
          {!exempt && <Field label={words.evidence} hint={words.evidenceHint} value={draft.evidence} onInput={write("evidence")} />}
          {!exempt && <TextArea label={words.note} rows={2} value={draft.note} onInput={write("note")} />}
          <Field label={words.owner} value={draft.owner} list={owners(project.value)} onInput={write("owner")} />
          {date && !problem && <p class="small soft">{words.saved(t.format.date(date))}</p>}
        </div>
      )}
    </section>
  );
}
