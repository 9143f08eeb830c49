// Form fields with label, hint and error, tied together for screen readers.
import type { ComponentChildren, JSX } from "preact";
import { useId } from "preact/hooks";
import { t } from "../texts";
import "./field.css";

interface Common {
  label: string;
  hint?: ComponentChildren;
  /** What is wrong and how to put it right. */
  error?: string | undefined;
  required?: boolean;
  /** The label is only for screen readers: where the surroundings say it. */
  quiet?: boolean;
  disabled?: boolean;
}

interface TextProps extends Common {
  value: string;
  onInput: (value: string) => void;
  onBlur?: () => void;
  placeholder?: string;
}

export function Field({ type = "text", list, ...props }: TextProps & { type?: "text" | "url" | "date"; /** Suggestions. */ list?: readonly string[] }) {
  const options = useId();
  return (
    <Labelled {...props}>
      {(bound) => (
        <>
          <input {...bound} type={type} value={props.value} placeholder={props.placeholder} list={list && options} onBlur={props.onBlur} onInput={(event) => props.onInput(event.currentTarget.value)} />
          {list && <datalist id={options}>{list.map((item) => <option key={item} value={item} />)}</datalist>}
        </>
      )}
    </Labelled>
  );
}

export function TextArea({ rows = 3, ...props }: TextProps & { rows?: number }) {
  return (
    <Labelled {...props}>
      {(bound) => <textarea {...bound} rows={rows} value={props.value} placeholder={props.placeholder} onBlur={props.onBlur} onInput={(event) => props.onInput(event.currentTarget.value)} />}
    </Labelled>
  );
}

interface SelectProps<Value extends string> extends Common {
  value: Value;
  options: readonly { value: Value; label: string }[];
  onChange: (value: Value) => void;
}

export function Select<Value extends string>(props: SelectProps<Value>) {
  return (
    <Labelled {...props}>
      {(bound) => (
        <select {...bound} value={props.value} onChange={(event) => props.onChange(event.currentTarget.value as Value)}>
          {props.options.map(({ value, label }) => (
            <option key={value} value={value} selected={value === props.value}>{label}</option>
          ))}
        </select>
      )}
    </Labelled>
  );
}

interface Bound {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": "true" | undefined;
  required: boolean | undefined;
  disabled: boolean | undefined;
}

function Labelled({ label, hint, error, required, disabled, quiet = false, children }: Common & { children: (bound: Bound) => JSX.Element }) {
  const id = useId();
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  return (
    <div class="field">
      <label for={id} class={quiet ? "unseen" : undefined}>
        {label}
        {required && <span class="field-mark"> ({t.parts.required})</span>}
      </label>
      {hint && <p id={`${id}-hint`} class="field-hint">{hint}</p>}
      {children({ id, "aria-describedby": described || undefined, "aria-invalid": error ? "true" : undefined, required, disabled })}
      {error && <p id={`${id}-error`} class="field-error">{error}</p>}
    </div>
  );
}
