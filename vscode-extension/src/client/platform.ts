// What desktop and browser do differently. Everything else is the same code.
import type { BaseLanguageClient, LanguageClientOptions } from "vscode-languageclient";

export interface Platform {
  /** A client for the server that the settings ask for. */
  createClient(options: LanguageClientOptions, log: (words: string) => void): Promise<BaseLanguageClient>;
  /** Whether the server reads files from the disk itself. */
  readsDisk(): boolean;
}

export const CLIENT_ID = "medlint";
export const CLIENT_NAME = "medlint";
