// All about one requirement: what it asks for, why it applies, what was found, what the visitor says of it, and what
// would count as showing it.
import { useState } from "preact/hooks";
import type { Requirement } from "../../engine/types";
import { IconButton } from "../../parts/Button";
import { StatusSign } from "../../parts/StatusSign";
import { href } from "../../shell/route";
import { t } from "../../texts";
import { shortName } from "../../texts/frameworks";
import { DecisionForm } from "./DecisionForm";
import { Evidence } from "./Evidence";
import { Marked } from "./Marked";
import type { Row } from "./rows";
import { Showing } from "./Showing";
import { byId, openRequirement } from "./state";
import { Why } from "./Why";

/** Gives the focus back to the row from which it was opened. */
export function closeDetails(id: string): void {
  openRequirement(undefined);
  requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"]`)?.focus());
}

export function Details({ row }: { row: Row }) {
  const { id, requirement } = row;
  const [overruling, overrule] = useState(0);
  const words = t.checklist.details;
  const escape = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.preventDefault();
    closeDetails(id);
  };
  return (
    <article id="check-details" class="check-details" aria-labelledby="check-details-title" onKeyDown={escape}>
      <header>
        <div>
          <p class="small soft">
            <span lang="en">{words.clause(shortName(requirement.framework), requirement.clause)}</span> · {id}
          </p>
          <h3 id="check-details-title" tabIndex={-1}><Marked text={requirement.title} /></h3>
        </div>
        <IconButton icon="close" label={words.close} onClick={() => closeDetails(id)} />
      </header>
      <p class="row small">
        {row.status && <StatusSign status={row.status} />}
        <span class="soft">
          {[t.words.strength[requirement.strength], t.words.level[requirement.level], t.words.stage[requirement.stage]].join(" · ")}
        </span>
      </p>
      <p class="check-text"><Marked text={requirement.text} /></p>
      {requirement.note && <p class="small"><b>{words.note}:</b> <span lang="en">{requirement.note}</span></p>}
      <p class="small soft">
        {words.paraphrase} <a href={`./reference/requirements/${id}.html`}>{words.reference}</a>
      </p>
      <Why row={row} />
      {row.inScope && row.applies.value !== "no" && (
        <>
          <Evidence row={row} onOverrule={() => overrule(overruling + 1)} />
          <DecisionForm row={row} overruling={overruling} />
        </>
      )}
      <Showing requirement={requirement} />
      <Related requirement={requirement} />
    </article>
  );
}

function Related({ requirement }: { requirement: Requirement }) {
  const words = t.checklist.details;
  const clauses = [requirement.mdr && words.mdr(requirement.mdr), requirement.ivdr && requirement.ivdr !== "-" && words.ivdr(requirement.ivdr)].filter(Boolean);
  if (requirement.related.length === 0 && clauses.length === 0) return null;
  return (
    <section>
      <h4>{words.related}</h4>
      {clauses.length > 0 && <p lang="en">{clauses.join(" · ")}</p>}
      <ul class="plain check-related">
        {requirement.related.map((id) => {
          const other = byId.value.get(id);
          return (
            <li key={id}>
              {other?.status && <StatusSign status={other.status} compact />}
              <span>
                <a href={href("checklist", "", { requirement: id })}><span lang="en">{other?.requirement.title ?? id}</span></a>{" "}
                <span class="small soft">{id}</span>
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
