// One of a few, side by side: radio buttons that look like one control.
import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import "./tabs.css";

interface Props<Value extends string> {
  label: string;
  value: Value | undefined;
  options: readonly { value: Value; label: ComponentChildren }[];
  onChange: (value: Value) => void;
}

export function Segmented<Value extends string>({ label, value, options, onChange }: Props<Value>) {
  const name = useId();
  return (
    <fieldset class="segmented">
      <legend class="unseen">{label}</legend>
      {options.map((option) => (
        <label key={option.value}>
          <input type="radio" name={name} value={option.value} checked={option.value === value} onChange={() => onChange(option.value)} />
          {option.label}
        </label>
      ))}
    </fieldset>
  );
}
