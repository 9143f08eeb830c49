import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "./icons";
import "./button.css";

interface ButtonProps {
  children: ComponentChildren;
  onClick?: (event: MouseEvent) => void;
  /** One `primary` button a view at most; `danger` for what takes something away. */
  tone?: "plain" | "primary" | "quiet" | "danger";
  icon?: IconName;
  type?: "button" | "submit";
  disabled?: boolean;
  label?: string;
}

export function Button({ children, onClick, tone = "plain", icon, type = "button", disabled, label }: ButtonProps) {
  return (
    <button class={tone === "quiet" ? "quiet" : `button ${tone}`} type={type} disabled={disabled} aria-label={label} onClick={onClick}>
      {icon && <Icon name={icon} />}
      {children}
    </button>
  );
}

interface IconButtonProps {
  icon: IconName;
  /** What it does: its name for everybody who does not know the drawing. */
  label: string;
  onClick: (event: MouseEvent) => void;
  disabled?: boolean;
  pressed?: boolean;
}

export function IconButton({ icon, label, onClick, disabled, pressed }: IconButtonProps) {
  return (
    <button class="icon-button" type="button" aria-label={label} title={label} aria-pressed={pressed} disabled={disabled} onClick={onClick}>
      <Icon name={icon} />
    </button>
  );
}
