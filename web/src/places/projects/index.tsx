// All work that is kept in this browser, and the way out of it and into it. At the very first visit: what this is.
import { FileButton } from "../../parts/FileButton";
import { projects } from "../../state/storage";
import { project } from "../../state/undo";
import { t } from "../../texts";
import { isUntouched } from "./actions";
import { bringFiles } from "./bringing";
import { BroughtQuestion } from "./BroughtQuestion";
import { ProjectList } from "./ProjectList";
import { SelftestView } from "./SelftestView";
import { StorageView } from "./StorageView";
import { Welcome } from "./Welcome";
import "./projects.css";

export default function Projects() {
  const first = projects.value.length === 0 && isUntouched(project.value);
  const over = (event: DragEvent) => {
    // Otherwise the browser would leave the page for the file.
    if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    void bringFiles([...(event.dataTransfer?.files ?? [])]);
  };
  return (
    <div class="projects" onDragOver={over} onDrop={drop}>
      {first ? <Welcome /> : <ProjectList />}
      <Import />
      {!first && <StorageView />}
      <SelftestView />
      <BroughtQuestion />
    </div>
  );
}

function Import() {
  const words = t.projects.bring;
  return (
    <section>
      <h2>{words.title}</h2>
      <p>{words.text}</p>
      <FileButton accept=".json,.toml,application/json" multiple onFiles={(files) => void bringFiles(files)}>{words.choose}</FileButton>
    </section>
  );
}
