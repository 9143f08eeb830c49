import { useRef } from "preact/hooks";
import { t } from "../texts";
import { IconButton } from "./Button";
import { Icon } from "./icons";
import "./field.css";

interface Props {
  label: string;
  value: string;
  onInput: (value: string) => void;
  placeholder?: string;
}

export function SearchField({ label, value, onInput, placeholder = label }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const clear = () => {
    onInput("");
    input.current?.focus();
  };
  return (
    <div class="search" role="search">
      <Icon name="search" />
      <input ref={input} type="search" aria-label={label} placeholder={placeholder} value={value} autocomplete="off" spellcheck={false} onInput={(event) => onInput(event.currentTarget.value)} />
      {value && <IconButton icon="close" label={t.parts.clear} onClick={clear} />}
    </div>
  );
}
