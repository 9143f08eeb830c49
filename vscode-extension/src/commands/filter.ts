// Chooses which requirements the view shows. Each choice counts at once, so that one sees what it does.
import { QuickPickItemKind, window, type QuickPickItem } from "vscode";
import type { Catalogue } from "../../../wasm/src/types";
import { noFilter, type Filter } from "../views/filter";
import type { FilterStore } from "../views/filterStore";
import { shortFramework, texts } from "../texts";
import { catalogueOf, type Scene } from "./scene";

const t = texts.commands.filter;

interface Switch extends QuickPickItem {
  /** What the filter becomes; nothing for a line that only parts others. */
  flip?: (filter: Filter) => Partial<Filter>;
  asksText?: boolean;
}

export async function filterRequirements(scene: Scene): Promise<void> {
  const catalogue = await catalogueOf(scene);
  const pick = window.createQuickPick<Switch>();
  pick.title = t.title;
  pick.placeholder = t.which;
  pick.keepScrollPosition = true;
  const renew = (active = 0) => {
    pick.items = switches(scene.filter.filter, catalogue);
    pick.activeItems = pick.items[active] ? [pick.items[active]] : [];
  };
  renew();
  pick.onDidAccept(() => {
    const chosen = pick.activeItems[0];
    if (chosen?.asksText) {
      pick.hide();
      void askText(scene.filter);
    } else if (chosen?.flip) {
      const at = pick.items.indexOf(chosen);
      scene.filter.change(chosen.flip(scene.filter.filter));
      renew(at);
    }
  });
  pick.onDidHide(() => pick.dispose());
  pick.show();
}

function switches(filter: Filter, { words, frameworks }: Catalogue): Switch[] {
  const box = (on: boolean, label: string) => `${on ? "$(check)" : "$(blank)"} ${label}`;
  const part = (label: string): Switch => ({ label, kind: QuickPickItemKind.Separator });
  return [
    { label: `$(search) ${t.text}`, description: filter.text, asksText: true },
    { label: box(filter.openOnly, t.openOnly), flip: ({ openOnly }) => ({ openOnly: !openOnly }) },
    { label: box(filter.withNotApplicable, t.withNotApplicable), flip: ({ withNotApplicable }) => ({ withNotApplicable: !withNotApplicable }) },
    part(t.levels),
    ...words.levels.map(({ id: level, meaning }): Switch => ({
      label: box(filter.levels.includes(level), texts.words.level[level]),
      description: meaning,
      flip: ({ levels }) => ({ levels: toggled(levels, level) }),
    })),
    part(t.frameworks),
    ...frameworks.map(({ id, title }): Switch => ({
      label: box(filter.frameworks.includes(id), shortFramework(id)),
      description: title,
      flip: ({ frameworks }) => ({ frameworks: toggled(frameworks, id) }),
    })),
    part(""),
    { label: `$(clear-all) ${t.clear}`, flip: () => noFilter },
  ];
}

async function askText(store: FilterStore): Promise<void> {
  const before = store.filter.text;
  const box = window.createInputBox();
  box.title = t.title;
  box.prompt = t.textPrompt;
  box.value = before;
  let kept = false;
  box.onDidChangeValue((text) => store.change({ text }));
  box.onDidAccept(() => {
    kept = true;
    box.hide();
  });
  box.onDidHide(() => {
    if (!kept) store.change({ text: before });
    box.dispose();
  });
  box.show();
}

function toggled<T>(list: readonly T[], item: T): T[] {
  return list.includes(item) ? list.filter((one) => one !== item) : [...list, item];
}
