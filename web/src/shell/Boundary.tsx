// A mistake in one place leaves the rest of the page working.
import { Component, type ComponentChildren } from "preact";
import { Button } from "../parts/Button";
import { t } from "../texts";

interface State {
  error: unknown;
}

export class Boundary extends Component<{ children: ComponentChildren }, State> {
  override state: State = { error: undefined };

  static override getDerivedStateFromError(error: unknown): State {
    return { error };
  }

  override render() {
    if (this.state.error === undefined) return this.props.children;
    return <Failure error={this.state.error} retry={() => this.setState({ error: undefined })} />;
  }
}

export function Failure({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <section role="alert">
      <h1>{t.shell.error.title}</h1>
      <p>{t.shell.error.text}</p>
      <p>
        <Button onClick={retry}>{t.shell.error.retry}</Button>
      </p>
      <details>
        <summary>{t.shell.error.details}</summary>
        <pre>{error instanceof Error ? `${error.name}: ${error.message}` : String(error)}</pre>
      </details>
    </section>
  );
}
