// The report on the open project, from the whole to the details.
import type { Catalogue, Check } from "../../engine/types";
import { About } from "./About";
import { Coverage } from "./Coverage";
import { Decisions } from "./Decisions";
import { Documents } from "./Documents";
import { Findings } from "./Findings";
import { Gaps } from "./Gaps";
import { Questions } from "./Questions";
import { Summary } from "./Summary";

export function ReportView(props: { check: Check; catalogue: Catalogue }) {
  return (
    <>
      <Summary {...props} />
      <Coverage {...props} />
      <Gaps {...props} />
      <Documents {...props} />
      <Findings {...props} />
      <Questions {...props} />
      <Decisions {...props} />
      <About {...props} />
    </>
  );
}
