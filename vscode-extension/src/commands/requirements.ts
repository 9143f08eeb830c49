// Shows requirements in the view, those that a code lens counts.
import { window } from "vscode";
import { shortFramework, texts } from "../texts";
import { signOf } from "../views/signs";
import type { Choice, Scene } from "./scene";

export async function showRequirements(scene: Scene, uri: string, ids: readonly string[]): Promise<void> {
  const set = scene.standing.setOf(uri);
  if (!set) return;
  const check = await scene.standing.checkOf(set);
  const choices: Choice<string>[] = check.requirements
    .filter(({ id }) => ids.includes(id))
    .map(({ id, title, framework, clause, status }) => ({
      label: `$(${signOf(status).icon}) ${title}`,
      description: id,
      detail: `${shortFramework(framework)}, ${clause} · ${texts.words.status[status]}`,
      value: id,
    }));
  const chosen =
    choices.length === 1
      ? choices[0]
      : await window.showQuickPick(choices, { title: texts.commands.requirements.title(choices.length), placeHolder: texts.commands.requirements.which, matchOnDescription: true, matchOnDetail: true });
  if (!chosen) return;
  // The view has nothing to show before it was seen for the first time.
  await scene.standing.loadCatalogue();
  scene.requirements.refresh();
  const line = `${set.info.uri}#${chosen.value}`;
  if (await scene.requirements.reveal(line)) return;
  // The filter hides it.
  scene.filter.clear();
  await scene.requirements.reveal(line);
}
