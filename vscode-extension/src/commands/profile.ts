// Sets the facts about the device by questions. It can be stopped at any time; what was answered until then is kept.
import { QuickInputButtons, window, type QuickPickItem } from "vscode";
import type { WorkspaceEdit } from "vscode-languageserver-protocol";
import type { Catalogue, Fact, FactGroup } from "../../../wasm/src/types";
import { command } from "../client/protocol";
import { answered, Interview, type Answer } from "../model/interview";
import type { SetOfDocuments } from "../model/standing";
import { texts } from "../texts";
import { applyAndSave, configUri } from "./edits";
import { catalogueOf, chooseSet, requireTrust, type Choice, type Scene } from "./scene";

const t = texts.commands.profile;

type Part = { facts: Fact[] } | "name";

export async function setProfile(scene: Scene): Promise<void> {
  requireTrust();
  await scene.wake();
  const set = await chooseSet(scene, t.title);
  if (!set) return;
  const catalogue = await catalogueOf(scene);
  for (;;) {
    const { profile } = await scene.standing.checkOf(set);
    const part = await choosePart(catalogue, profile.facts, profile.name, profile.open_questions.map(({ fact }) => fact));
    if (part === undefined) return;
    if (part === "name") {
      const name = await window.showInputBox({ title: t.title, prompt: t.namePrompt, value: profile.name ?? "", ignoreFocusOut: true });
      if (name !== undefined && name.trim() !== "") await write(scene, set, {}, name.trim());
      continue;
    }
    const interview = new Interview(part.facts, profile.facts);
    const finished = await hold(interview, catalogue);
    if (Object.keys(interview.changes).length > 0) await write(scene, set, interview.changes, null);
    if (!finished) return;
  }
}

async function choosePart(catalogue: Catalogue, facts: Record<string, boolean>, name: string | null, open: string[]): Promise<Part | undefined> {
  const choices: (Choice<Part>)[] = [];
  const byId = new Map(catalogue.facts.map((fact) => [fact.id, fact]));
  const questions = open.flatMap((id) => byId.get(id) ?? []);
  if (questions.length > 0) choices.push({ label: `$(question) ${t.open}`, description: t.openCount(questions.length), detail: t.openDetail, value: { facts: questions } });
  for (const { id, meaning } of catalogue.words.fact_groups) {
    const count = answered(catalogue.facts, id, facts);
    const icon = count.answered === count.all ? "$(pass-filled)" : "$(circle-large-outline)";
    choices.push({
      label: `${icon} ${t.groups[id]}`,
      description: t.count(count.answered, count.all),
      detail: meaning,
      value: { facts: catalogue.facts.filter(({ group }) => group === id) },
    });
  }
  choices.push({ label: `$(tag) ${t.name}`, description: name ?? t.noName, value: "name" });
  const chosen = await window.showQuickPick(choices, { title: t.title, placeHolder: t.which, ignoreFocusOut: true });
  return chosen?.value;
}

/** Asks one question after another; whether all were answered. */
async function hold(interview: Interview, catalogue: Catalogue): Promise<boolean> {
  for (let fact = interview.current; fact; fact = interview.current) {
    const hanging = catalogue.requirements.filter(({ when }) => when.includes(fact.id)).length;
    const said = await ask(interview, fact, hanging);
    if (said === "stop") return false;
    if (said === "back") interview.back();
    else interview.answer(said);
  }
  return true;
}

interface AnswerItem extends QuickPickItem {
  said: Answer | "stop";
}

function ask(interview: Interview, fact: Fact, hanging: number): Promise<Answer | "back" | "stop"> {
  return new Promise((resolve) => {
    const pick = window.createQuickPick<AnswerItem>();
    const now = interview.answerTo(fact.id);
    const item = (said: Answer, label: string): AnswerItem => ({ label, said, ...(said === now ? { description: t.now } : {}) });
    pick.title = t.question(t.groups[fact.group as FactGroup], fact.meaning);
    pick.step = interview.step;
    pick.totalSteps = interview.facts.length;
    pick.placeholder = t.hanging(hanging);
    pick.ignoreFocusOut = true;
    pick.items = [item(true, t.yes), item(false, t.no), item(null, t.unknown), { label: `$(debug-stop) ${t.stop}`, said: "stop" }];
    pick.activeItems = pick.items.filter(({ said }) => said === now);
    if (interview.canGoBack) pick.buttons = [QuickInputButtons.Back];
    let said: Answer | "back" | "stop" = "stop";
    pick.onDidTriggerButton(() => {
      said = "back";
      pick.hide();
    });
    pick.onDidAccept(() => {
      const chosen = pick.selectedItems[0];
      if (!chosen) return;
      said = chosen.said;
      pick.hide();
    });
    pick.onDidHide(() => {
      pick.dispose();
      resolve(said);
    });
    pick.show();
  });
}

async function write(scene: Scene, set: SetOfDocuments, facts: Record<string, Answer>, name: string | null): Promise<void> {
  const folder = set.info.uri;
  const edit = await scene.server.ask<WorkspaceEdit>(command.setFacts, folder, facts, name);
  if (!(await applyAndSave(scene.server, edit, configUri(folder)))) return;
  window.setStatusBarMessage(`$(check) ${t.written}`, 4000);
}
