// The .gitignore files that count for a folder, as Git reads them: a deeper file outranks one further up.
import ignore, { type Ignore } from "ignore";

interface Rules {
  rules: Ignore;
  /** A path of the root as seen from the folder of the .gitignore; nothing when it is not below it. */
  seen(path: string): string | undefined;
}

/** Does not change; each further .gitignore makes a new one. */
export class Ignoring {
  static readonly nothing = new Ignoring([]);

  /** Deepest last. */
  private readonly all: readonly Rules[];

  private constructor(all: readonly Rules[]) {
    this.all = all;
  }

  /** With a .gitignore of a folder of the root ("" is the root itself), deeper than those before. */
  within(folder: string, text: string): Ignoring {
    const seen = (path: string) => {
      if (folder === "") return path;
      return path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : undefined;
    };
    return this.with(seen, text);
  }

  /** With a .gitignore above the root; `way` is the path of the root as seen from there. */
  above(way: string, text: string): Ignoring {
    return this.with((path) => `${way}/${path}`, text);
  }

  ignores(path: string, isFolder: boolean): boolean {
    for (const { rules, seen } of this.all.slice().reverse()) {
      const from = seen(path);
      if (from === undefined) continue;
      const { ignored, unignored } = rules.test(isFolder ? `${from}/` : from);
      if (ignored) return true;
      if (unignored) return false;
    }
    return false;
  }

  private with(seen: Rules["seen"], text: string): Ignoring {
    return new Ignoring([...this.all, { rules: ignore({ ignorecase: false }).add(text), seen }]);
  }
}
