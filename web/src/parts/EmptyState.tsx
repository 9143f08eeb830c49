// Where nothing is yet: what will be here, and how to begin.
import type { ComponentChildren } from "preact";
import "./disclosure.css";

interface Props {
  title: string;
  children: ComponentChildren;
  actions?: ComponentChildren;
}

export function EmptyState({ title, children, actions }: Props) {
  return (
    <section class="empty">
      <h2>{title}</h2>
      <p>{children}</p>
      {actions && <div class="row">{actions}</div>}
    </section>
  );
}
