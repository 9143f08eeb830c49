// What the visitor must know wherever he is: saving does not work, the engine does not work.
import type { ComponentChildren } from "preact";
import { Button } from "../parts/Button";
import { Icon } from "../parts/icons";
import { engineError, retryEngine } from "../state/live";
import { keepAsCopy, saveState, takeOther } from "../state/storage";
import { t } from "../texts";

export function Banners() {
  return (
    <>
      <StorageBanner />
      <EngineBanner />
    </>
  );
}

function StorageBanner() {
  const state = saveState.value;
  if (state === "saved" || state === "saving") return null;
  return (
    <Banner text={t.shell.storage[state]}>
      {state === "conflict" && (
        <>
          <Button onClick={() => void keepAsCopy()}>{t.shell.storage.keepCopy}</Button>
          <Button onClick={() => void takeOther()}>{t.shell.storage.takeOther}</Button>
        </>
      )}
    </Banner>
  );
}

function EngineBanner() {
  const error = engineError.value;
  if (!error) return null;
  const text = error.trouble === "panic" ? t.shell.engine.panic(error.path) : t.shell.engine[error.trouble];
  return (
    <Banner text={text}>
      {error.trouble === "unavailable" ? (
        <Button onClick={() => void retryEngine()}>{t.shell.engine.retry}</Button>
      ) : (
        <Button onClick={() => (engineError.value = undefined)}>{t.shell.engine.dismiss}</Button>
      )}
    </Banner>
  );
}

function Banner({ text, children }: { text: string; children?: ComponentChildren }) {
  return (
    <div class="banner" role="alert">
      <Icon name="problem" />
      <p>{text}</p>
      {children}
    </div>
  );
}
