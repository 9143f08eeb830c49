// Something that is there for those who want it: the browser's own <details>.
import type { ComponentChildren } from "preact";
import "./disclosure.css";

interface Props {
  summary: ComponentChildren;
  children: ComponentChildren;
  open?: boolean;
  onToggle?: (open: boolean) => void;
}

export function Disclosure({ summary, children, open, onToggle }: Props) {
  return (
    <details class="disclosure" open={open} onToggle={(event) => onToggle?.(event.currentTarget.open)}>
      <summary>{summary}</summary>
      <div class="disclosure-body">{children}</div>
    </details>
  );
}
