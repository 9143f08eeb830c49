// Keeps the filter of the view Requirements, also for the next time the folder is opened.
import { commands, EventEmitter, type Disposable, type Memento } from "vscode";
import { narrows, noFilter, readFilter, type Filter } from "./filter";

const KEY = "medlint.filter";

export class FilterStore implements Disposable {
  private current: Filter;
  private readonly emitter = new EventEmitter<Filter>();
  readonly onDidChange = this.emitter.event;

  constructor(private readonly memento: Memento) {
    this.current = readFilter(memento.get(KEY));
    this.tell();
  }

  dispose(): void {
    this.emitter.dispose();
  }

  get filter(): Filter {
    return this.current;
  }

  change(part: Partial<Filter>): void {
    this.current = { ...this.current, ...part };
    void this.memento.update(KEY, this.current);
    this.tell();
    this.emitter.fire(this.current);
  }

  clear(): void {
    this.change(noFilter);
  }

  private tell(): void {
    void commands.executeCommand("setContext", "medlint.openOnly", this.current.openOnly);
    void commands.executeCommand("setContext", "medlint.filtered", narrows(this.current));
  }
}
