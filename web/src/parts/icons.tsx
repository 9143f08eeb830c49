// Line drawings of 24 units, in the colour of the text. Always beside a word or in a button that has a name.
import type { JSX } from "preact";

const drawings = {
  device: "M4 5h16v11H4zM9 20h6M12 16v4",
  checklist: "M4 6l1.5 1.5L8 5M4 12l1.5 1.5L8 11M4 18l1.5 1.5L8 17M12 6h8M12 12h8M12 18h8",
  documents: "M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6",
  report: "M5 20V10M12 20V4M19 20v-7M3 20h18",
  projects: "M3 6h6l2 2h10v11H3z",
  close: "M6 6l12 12M18 6L6 18",
  search: "M11 5a6 6 0 100 12 6 6 0 000-12zM15.5 15.5L20 20",
  down: "M6 9l6 6 6-6",
  up: "M6 15l6-6 6 6",
  right: "M9 6l6 6-6 6",
  download: "M12 4v11M7 11l5 5 5-5M5 20h14",
  upload: "M12 16V5M7 9l5-5 5 5M5 20h14",
  plus: "M12 5v14M5 12h14",
  edit: "M4 20h4L19 9l-4-4L4 16zM13 7l4 4",
  remove: "M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13",
  share: "M9.5 14.5l5-5M8 12l-2 2a3.5 3.5 0 005 5l2-2M16 12l2-2a3.5 3.5 0 00-5-5l-2 2",
  print: "M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z",
  filter: "M4 6h16M7 12h10M10 18h4",
  system: "M12 4a8 8 0 100 16 8 8 0 000-16zM12 4v16",
  light: "M12 8a4 4 0 100 8 4 4 0 000-8zM12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.4 1.4M17.6 17.6L19 19M5 19l1.4-1.4M17.6 6.4L19 5",
  dark: "M19 14.5A8 8 0 119.5 5a6.5 6.5 0 009.5 9.5z",
  saved: "M5 12.5l4.5 4.5L19 7.5",
  problem: "M12 4l9 16H3zM12 10v4M12 17v.5",
  back: "M15 6l-6 6 6 6",
  swap: "M4 9h14M14 5l4 4-4 4M20 15H6M10 11l-4 4 4 4",
  undo: "M8 5L4 9l4 4M4 9h9a6 6 0 010 12H9",
} as const;

export type IconName = keyof typeof drawings;

export function Icon({ name, size = "1.25em" }: { name: IconName; size?: string }): JSX.Element {
  return (
    <svg class="icon" viewBox="0 0 24 24" width={size} height={size} aria-hidden="true" focusable="false">
      <path d={drawings[name]} fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round" />
    </svg>
  );
}
