// A button that lets the visitor choose files.
import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import { Button } from "./Button";
import type { IconName } from "./icons";

interface Props {
  children: ComponentChildren;
  onFiles: (files: File[]) => void;
  /** Endings that are offered first; the visitor can choose others. */
  accept?: string;
  multiple?: boolean;
  icon?: IconName;
}

export function FileButton({ children, onFiles, accept, multiple = false, icon = "upload" }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const chosen = (element: HTMLInputElement) => {
    const files = [...(element.files ?? [])];
    // So that the same file can be chosen again after it was corrected.
    element.value = "";
    if (files.length > 0) onFiles(files);
  };
  return (
    <>
      <input ref={input} type="file" hidden tabIndex={-1} accept={accept} multiple={multiple} onChange={(event) => chosen(event.currentTarget)} />
      <Button icon={icon} onClick={() => input.current?.click()}>{children}</Button>
    </>
  );
}
