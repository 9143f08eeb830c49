// A device profile as the end of a link. The part behind `#` is never sent to a server. Only facts, frameworks and
// levels travel, no documents and no decisions.
import type { Level } from "../engine/types";
import type { Project } from "./project";

export interface Profile {
  name: string;
  facts: Record<string, boolean>;
  frameworks: string[];
  levels: Level[];
}

export type ReadProfile = { ok: true; profile: Profile } | { ok: false; problem: "newer" | "damaged" };

const VERSION = 1;
const LEVELS: readonly string[] = ["core", "detail", "context"];

/** `1.<base64url>.<checksum>`: the parameter `profile` of the device's address. */
export function writeProfile({ name, facts, frameworks, levels }: Pick<Project, keyof Profile>): string {
  const answered = (answer: boolean) => Object.keys(facts).filter((fact) => facts[fact] === answer).sort().join(" ");
  // Positions instead of names keep the link short enough for mail programs.
  const bytes = new TextEncoder().encode(
    JSON.stringify([name, answered(true), answered(false), frameworks.join(" "), levels.join(" ")]),
  );
  const payload = btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
  return `${VERSION}.${payload}.${checksum(payload)}`;
}

export function readProfile(text: string): ReadProfile {
  const [version = "", payload = "", sum] = text.trim().split(".");
  if (/^\d+$/.test(version) && Number(version) > VERSION) return { ok: false, problem: "newer" };
  if (version !== String(VERSION) || sum !== checksum(payload)) return { ok: false, problem: "damaged" };
  try {
    const bytes = Uint8Array.from(atob(payload.replaceAll("-", "+").replaceAll("_", "/")), (char) => char.charCodeAt(0));
    const parts: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    if (!Array.isArray(parts) || parts.length !== 5 || !parts.every((part) => typeof part === "string")) {
      return { ok: false, problem: "damaged" };
    }
    const [name, yes, no, frameworks, levels] = parts as [string, string, string, string, string];
    const facts = Object.fromEntries([...words(yes).map((fact) => [fact, true]), ...words(no).map((fact) => [fact, false])]);
    const known = words(levels).filter((level): level is Level => LEVELS.includes(level));
    return { ok: true, profile: { name, facts, frameworks: words(frameworks), levels: known } };
  } catch {
    return { ok: false, problem: "damaged" };
  }
}

function words(text: string): string[] {
  return text.split(" ").filter(Boolean);
}

/** FNV-1a: mail programs break links, and half a profile that reads well would be worse than none. */
function checksum(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash >>> 0).toString(36);
}
