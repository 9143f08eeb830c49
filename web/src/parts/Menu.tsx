// A button that opens a few commands, e.g. the formats of a download. Keys as the ARIA pattern for menus wants them.
import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { Icon, type IconName } from "./icons";
import "./menu.css";

interface Props {
  label: string;
  /** Where the label alone does not say of what: "Actions for Pump" for "Actions". Begins with the label. */
  name?: string;
  icon?: IconName;
  items: readonly { label: string; hint?: ComponentChildren; onChoose: () => void }[];
}

export function Menu({ label, name, icon, items }: Props) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const entries = () => [...(root.current?.querySelectorAll<HTMLElement>("[role=menuitem]") ?? [])];

  useEffect(() => {
    if (!open) return;
    entries()[0]?.focus();
    const beside = (event: Event) => {
      if (!root.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener("pointerdown", beside);
    return () => document.removeEventListener("pointerdown", beside);
  }, [open]);

  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  const move = (event: KeyboardEvent) => {
    if (event.key === "Escape") return close();
    if (event.key === "Tab") return setOpen(false);
    const all = entries();
    const at = all.indexOf(document.activeElement as HTMLElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    all[(to + all.length) % all.length]?.focus();
  };
  return (
    <div ref={root} class="menu" onKeyDown={open ? move : undefined}>
      <button ref={button} class="button plain" type="button" aria-label={name} aria-haspopup="menu" aria-expanded={open} aria-controls={open ? id : undefined} onClick={() => setOpen(!open)}>
        {icon && <Icon name={icon} />}
        {label}
        <Icon name="down" size="1em" />
      </button>
      {open && (
        <div id={id} class="menu-items" role="menu" aria-label={label}>
          {items.map((item) => (
            <button key={item.label} type="button" role="menuitem" tabIndex={-1} onClick={() => { close(); item.onChoose(); }}>
              {item.label}
              {item.hint && <span class="small soft">{item.hint}</span>}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
