// Waivers and suppressions: exceptions with a reason, who answers for it, and until when.
import { window, Uri } from "vscode";
import type { WorkspaceEdit } from "vscode-languageserver-protocol";
import { command, type WaiverWish } from "../client/protocol";
import { today } from "../client/today";
import { isDay } from "../model/day";
import { isOpen } from "../model/words";
import { signOf } from "../views/signs";
import { shortFramework, texts } from "../texts";
import { applyAndSave, configUri } from "./edits";
import { chooseSet, requireTrust, setBy, type Choice, type Scene } from "./scene";

const t = texts.commands.excuse;
const OWNER = "medlint.owner";

export type Waivable = Pick<WaiverWish, "requirement" | "topic" | "finding" | "document">;

/** From the palette: asks for the requirement first. */
export async function waiveRequirement(scene: Scene): Promise<void> {
  const set = await chooseSet(scene, t.waiveTitle);
  if (!set) return;
  const check = await scene.standing.checkOf(set);
  const choices: Choice<string>[] = check.requirements
    .filter(({ status }) => isOpen(status))
    .map(({ id, title, framework, clause, status }) => ({
      label: `$(${signOf(status).icon}) ${title}`,
      description: id,
      detail: `${shortFramework(framework)}, ${clause} · ${texts.words.status[status]}`,
      value: id,
    }));
  const chosen = await window.showQuickPick(choices, { title: t.waiveTitle, placeHolder: t.which, matchOnDescription: true, matchOnDetail: true });
  if (chosen) await waive(scene, set.info.uri, { requirement: chosen.value });
}

export async function waive(scene: Scene, folder: string, what: Waivable, asked?: string): Promise<void> {
  requireTrust();
  const set = setBy(scene, folder);
  const id = [what.requirement ?? what.topic ?? what.finding ?? []].flat().join(", ");
  const title = asked ?? t.waive(id);
  const reason = await askReason(title, t.reasonPrompt, 1, 3);
  if (reason === undefined) return;
  const owner = await window.showInputBox({
    title: t.step(title, 2, 3),
    prompt: t.ownerPrompt,
    value: scene.context.workspaceState.get(OWNER, ""),
    ignoreFocusOut: true,
  });
  if (owner === undefined) return;
  const expires = await window.showInputBox({
    title: t.step(title, 3, 3),
    prompt: t.expiresPrompt,
    placeHolder: t.expiresPlace,
    ignoreFocusOut: true,
    validateInput: (value) => {
      const day = value.trim();
      if (day === "") return undefined;
      if (!isDay(day)) return t.noDay;
      return day < today() ? t.past : undefined;
    },
  });
  if (expires === undefined) return;
  if (owner.trim() !== "") await scene.context.workspaceState.update(OWNER, owner.trim());
  const wish: WaiverWish = {
    ...what,
    reason: reason.trim(),
    date: today(),
    ...(owner.trim() === "" ? {} : { owner: owner.trim() }),
    ...(expires.trim() === "" ? {} : { expires: expires.trim() }),
  };
  const edit = await scene.server.ask<WorkspaceEdit>(command.waive, folder, wish);
  const file = set?.info.config ? Uri.parse(set.info.config, true) : configUri(folder);
  if (await applyAndSave(scene.server, edit, file)) window.setStatusBarMessage(`$(check) ${t.waived(id)}`, 4000);
}

export async function suppress(scene: Scene, uri: string, line: number, code: string): Promise<void> {
  requireTrust();
  const reason = await askReason(t.suppress(code), t.suppressPrompt, 1, 1);
  if (reason === undefined) return;
  const edit = await scene.server.ask<WorkspaceEdit>(command.suppress, uri, line, code, reason.trim());
  if (!(await scene.server.apply(edit))) void window.showErrorMessage(texts.commands.editRefused);
}

function askReason(title: string, prompt: string, step: number, of: number): Thenable<string | undefined> {
  return window.showInputBox({
    title: t.step(title, step, of),
    prompt,
    placeHolder: t.reasonPlace,
    ignoreFocusOut: true,
    validateInput: (value) => (value.trim() === "" ? t.noReason : undefined),
  });
}
