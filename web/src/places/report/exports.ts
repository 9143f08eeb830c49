// Files of the open project for other people and other programs, all made by the engine.
import { effect } from "@preact/signals";
import { engine } from "../../engine/client";
import type { ReportFormat } from "../../engine/types";
import { fileName } from "../../parts/download";
import { toConfig } from "../../state/config";
import { checking } from "../../state/live";
import { today, type Project } from "../../state/project";
import { project } from "../../state/undo";
import { t } from "../../texts";

export const FORMATS = ["html", "markdown", "csv", "json", "toml", "ig-nb-markdown", "ig-nb-csv", "gspr-markdown", "gspr-csv"] as const;
export type ExportFormat = (typeof FORMATS)[number];

const TYPES: Record<ExportFormat, string> = {
  html: "text/html",
  markdown: "text/markdown",
  csv: "text/csv",
  json: "application/json",
  toml: "application/toml",
  "ig-nb-markdown": "text/markdown",
  "ig-nb-csv": "text/csv",
  "gspr-markdown": "text/markdown",
  "gspr-csv": "text/csv",
};

export interface MadeFile {
  name: string;
  content: string;
  type: string;
}

export async function makeFile(format: ExportFormat): Promise<MadeFile> {
  // The latest change first, so that the file says what the page shows.
  await settled();
  const { name } = project.peek();
  const content = await contentOf(format, project.peek());
  return { name: fileName(name, today(), t.report.exports.ends[format]), content, type: `${TYPES[format]};charset=utf-8` };
}

function contentOf(format: ExportFormat, current: Project): Promise<string> {
  const options = { today: today() };
  if (format === "json") return engine.ask("checkJson", options);
  if (format === "toml") return engine.ask("writeConfig", toConfig(current));
  return engine.ask("report", format satisfies ReportFormat, options);
}

function settled(): Promise<void> {
  return new Promise((resolve) => {
    const stop = effect(() => {
      if (checking.value) return;
      resolve();
      queueMicrotask(() => stop());
    });
  });
}
