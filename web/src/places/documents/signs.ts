import type { Severity } from "../../engine/types";

/** Drawings of 16 units: a diamond, a triangle, a circle. */
export const SIGNS: Record<Severity, string> = {
  error: "M8 1.5l6.5 6.5L8 14.5 1.5 8zM8 5v3.4M8 10.6v.3",
  warning: "M8 2l6.5 12h-13zM8 6.5v3.2M8 11.6v.3",
  info: "M8 2a6 6 0 100 12A6 6 0 008 2zM8 7.4v3.6M8 4.9v.3",
};
