import { download } from "../../parts/download";
import { Menu } from "../../parts/Menu";
import { notify } from "../../state/notices";
import { t } from "../../texts";
import { FORMATS, makeFile, type ExportFormat } from "./exports";

export function ExportMenu() {
  const words = t.report.exports;
  const save = async (format: ExportFormat) => {
    try {
      const { name, content, type } = await makeFile(format);
      download(name, content, type);
      notify(words.done(name));
    } catch {
      notify(words.failed, { tone: "problem" });
    }
  };
  return <Menu label={words.menu} icon="download" items={FORMATS.map((format) => ({ ...words.formats[format], onChoose: () => void save(format) }))} />;
}
