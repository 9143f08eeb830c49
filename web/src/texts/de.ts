// Deutsch. Der Typ sorgt dafür, dass kein Text fehlt.
import type { Texts } from "./en";
import { checklist } from "./de/checklist";
import { device } from "./de/device";
import { documents } from "./de/documents";
import { parts } from "./de/parts";
import { projects } from "./de/projects";
import { report } from "./de/report";
import { shell } from "./de/shell";
import { words } from "./de/words";
import { formatsOf } from "./format";

export const de: Texts = { format: formatsOf("de-DE"), shell, parts, words, device, checklist, documents, report, projects };
