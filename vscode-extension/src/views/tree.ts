// Shows a tree of nodes in a view of the side bar.
import {
  Disposable, EventEmitter, MarkdownString, ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState, window,
  type ProviderResult, type TreeDataProvider, type TreeView,
} from "vscode";
import type { SetOfDocuments, Standing } from "../model/standing";
import { Titles } from "../model/titles";
import type { Catalogue } from "../../../wasm/src/types";
import type { Node } from "./node";
import { icons, type Sign } from "./signs";

/** Makes the lines of one set of documents. */
export type Build = (set: SetOfDocuments, titles: Titles) => Node[];
/** A richer tooltip, made when the mouse rests on a line. */
export type Explain = (node: Node, titles: Titles) => MarkdownString | undefined;

export class Tree implements TreeDataProvider<Node>, Disposable {
  readonly view: TreeView<Node>;
  private roots: Node[] | undefined;
  private readonly parents = new Map<string, Node>();
  private titles: Titles | undefined;
  private readonly emitter = new EventEmitter<void>();
  readonly onDidChangeTreeData = this.emitter.event;
  private readonly disposables: Disposable[];

  constructor(
    id: string,
    private readonly standing: Standing,
    private readonly build: Build,
    private readonly explain: Explain,
  ) {
    this.view = window.createTreeView(id, { treeDataProvider: this, showCollapseAll: true });
    this.disposables = [
      this.view,
      this.emitter,
      standing.onDidChange(() => this.refresh()),
      standing.lookedAtBy(() => this.view.visible),
      this.view.onDidChangeVisibility(({ visible }) => {
        if (visible) standing.look();
      }),
    ];
  }

  dispose(): void {
    Disposable.from(...this.disposables).dispose();
  }

  refresh(): void {
    this.roots = undefined;
    this.emitter.fire();
  }

  getChildren(node?: Node): Node[] {
    if (node) return node.children ?? [];
    this.roots ??= this.make();
    return this.roots;
  }

  getParent(node: Node): Node | undefined {
    return this.parents.get(node.id);
  }

  getTreeItem(node: Node): TreeItem {
    const item = new TreeItem(node.label, collapsible(node));
    item.id = node.id;
    if (node.description !== undefined) item.description = node.description;
    if (node.sign) item.iconPath = themeIcon(node.sign);
    if (node.tooltip !== undefined) item.tooltip = node.tooltip;
    if (node.spoken !== undefined) item.accessibilityInformation = { label: node.spoken };
    if (node.offers) item.contextValue = node.offers.join(" ");
    // A line that holds others unfolds when it is clicked; a document is opened all the same.
    if (node.target && (!node.children?.length || node.target.kind === "document")) {
      item.command = { command: "medlint.node.go", title: node.label, arguments: [node] };
    }
    return item;
  }

  resolveTreeItem(item: TreeItem, node: Node): ProviderResult<TreeItem> {
    if (this.titles) item.tooltip = this.explain(node, this.titles) ?? item.tooltip;
    return item;
  }

  /** Shows a line and selects it; whether it is there. */
  async reveal(id: string): Promise<boolean> {
    const node = find(this.getChildren(), id);
    if (node) await this.view.reveal(node, { select: true, focus: true });
    return node !== undefined;
  }

  private make(): Node[] {
    const { catalogue, sets } = this.standing;
    this.parents.clear();
    if (!catalogue) return [];
    const titles = this.titlesOf(catalogue);
    const known = sets.filter(({ check }) => check);
    const roots =
      known.length === 1
        ? this.build(known[0]!, titles)
        : known.map((set): Node => ({
            id: set.info.uri,
            label: set.info.name,
            sign: icons.folder,
            children: this.build(set, titles),
            unfolded: true,
          }));
    this.remember(roots);
    return roots;
  }

  private remember(nodes: readonly Node[]): void {
    for (const node of nodes) {
      for (const child of node.children ?? []) this.parents.set(child.id, node);
      this.remember(node.children ?? []);
    }
  }

  private titlesOf(catalogue: Catalogue): Titles {
    if (this.titles?.catalogue !== catalogue) this.titles = new Titles(catalogue);
    return this.titles;
  }
}

function find(nodes: readonly Node[], id: string): Node | undefined {
  for (const node of nodes) {
    const found = node.id === id ? node : find(node.children ?? [], id);
    if (found) return found;
  }
  return undefined;
}

function collapsible({ children, unfolded }: Node): TreeItemCollapsibleState {
  if (!children?.length) return TreeItemCollapsibleState.None;
  return unfolded ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed;
}

export function themeIcon({ icon, color }: Sign): ThemeIcon {
  return color === undefined ? new ThemeIcon(icon) : new ThemeIcon(icon, new ThemeColor(color));
}
