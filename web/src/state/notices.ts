// Short messages to the visitor: what happened, and a way back where something was taken away.
import { signal } from "@preact/signals";

export interface Notice {
  id: number;
  text: string;
  tone: "plain" | "problem";
  action?: { label: string; run: () => void } | undefined;
}

export const notices = signal<readonly Notice[]>([]);

/** Read aloud by screen readers; the frame renders it as a live region. */
export const announcement = signal("");

let next = 1;

export function notify(text: string, options: Partial<Pick<Notice, "tone" | "action">> = {}): number {
  const id = next++;
  const notice: Notice = { id, text, tone: "plain", ...options };
  notices.value = [...notices.value, notice].slice(-3);
  return id;
}

export function dismiss(id: number): void {
  notices.value = notices.value.filter((notice) => notice.id !== id);
}

export function announce(text: string): void {
  // The same sentence twice would not be a change, and only changes are read.
  announcement.value = announcement.value === text ? `${text}\u00a0` : text;
}
