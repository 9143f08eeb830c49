// How many requirements are met in each project. Those that are not open are assessed in the background, one after the
// other, once for each change.
import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Check } from "../../engine/types";
import { assessProjects } from "../../state/assess";
import { check, engineState } from "../../state/live";
import { projects, readStored } from "../../state/storage";
import { project } from "../../state/undo";

export interface Standing {
  met: number;
  open: number;
}

interface Kept extends Standing {
  /** When the project was last changed. */
  changed: string;
}

const kept = signal<ReadonlyMap<string, Kept>>(new Map());

export function standingOf(id: string): Standing | undefined {
  if (id === project.value.id) return check.value && standing(check.value);
  return kept.value.get(id);
}

export function useStandings(): void {
  const ready = engineState.value === "ready";
  const others = projects.value.filter(({ id, problem }) => id !== project.value.id && !problem);
  useEffect(() => {
    const wanted = others.filter(({ id, changed }) => kept.peek().get(id)?.changed !== changed);
    if (!ready || wanted.length === 0) return;
    let here = true;
    async function* each() {
      for (const { id } of wanted) {
        const found = here ? await readStored(id) : undefined;
        if (found && here) yield found;
      }
    }
    const keep = ({ id, changed }: { id: string; changed: string }, done: Check) => {
      kept.value = new Map([...kept.peek(), [id, { changed, ...standing(done) }]]);
    };
    // Without figures the list is as useful; what is wrong is said where the project is opened.
    assessProjects(each(), keep).catch(() => undefined);
    return () => {
      here = false;
    };
  }, [ready, others.map(({ id, changed }) => id + changed).join(" ")]);
}

function standing({ coverage: { total } }: Check): Standing {
  return {
    met: total.met + total.justified,
    open: total.partly + total.elsewhere + total.planned + total.denied + total.placeholder + total.missing,
  };
}
