// English, one file per place. It is also the type of every other language.
import { checklist } from "./en/checklist";
import { device } from "./en/device";
import { documents } from "./en/documents";
import { parts } from "./en/parts";
import { projects } from "./en/projects";
import { report } from "./en/report";
import { shell } from "./en/shell";
import { words } from "./en/words";
import { formatsOf } from "./format";

export const en = { format: formatsOf("en-GB"), shell, parts, words, device, checklist, documents, report, projects };

export type Texts = typeof en;
