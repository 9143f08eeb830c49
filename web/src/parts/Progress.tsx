import { useId } from "preact/hooks";
import { t } from "../texts";
import { Button } from "./Button";
import "./disclosure.css";

interface Props {
  label: string;
  done: number;
  total: number;
  onCancel?: () => void;
}

export function Progress({ label, done, total, onCancel }: Props) {
  const id = useId();
  const { number } = t.format;
  return (
    <div class="progress">
      <label for={id}>{label}</label>
      <progress id={id} value={done} max={total} />
      <span>{t.parts.progress(number(done), number(total))}</span>
      {onCancel && <Button onClick={onCancel}>{t.parts.cancel}</Button>}
    </div>
  );
}
