// The profile as a link: copies one, and asks before one that was opened replaces anything.
import { useEffect, useState } from "preact/hooks";
import { Button } from "../../parts/Button";
import { Dialog } from "../../parts/Dialog";
import { Field } from "../../parts/Field";
import { href, route, setParams } from "../../shell/route";
import { notify } from "../../state/notices";
import { withFacts, withFrameworks, withLevels, withName, type Project } from "../../state/project";
import { readProfile, writeProfile, type Profile } from "../../state/share";
import { createProject } from "../../state/storage";
import { change, project } from "../../state/undo";
import { t } from "../../texts";

export function ShareLink() {
  const [shown, show] = useState<string | undefined>(undefined);
  const words = t.device.share;
  const copy = async () => {
    const link = new URL(href("device", "", { profile: writeProfile(project.value) }), location.href).href;
    try {
      await navigator.clipboard.writeText(link);
      notify(words.copied);
    } catch {
      // Without permission, or on a page without https, there is no clipboard.
      show(link);
    }
  };
  return (
    <section class="device-share">
      <Button icon="share" onClick={() => void copy()}>{words.button}</Button>
      <p class="small soft">{words.hint}</p>
      {shown !== undefined && (
        <Dialog title={words.title} onClose={() => show(undefined)}>
          <Field label={words.link} hint={words.manual} value={shown} onInput={() => show(shown)} />
        </Dialog>
      )}
    </section>
  );
}

function take(profile: Profile, before: Project): Project {
  const named = withName(before, profile.name || before.name);
  return withLevels(withFrameworks(withFacts(named, profile.facts), profile.frameworks), profile.levels);
}

/** When the address carries a profile. */
export function IncomingProfile() {
  const text = route.value.params.profile;
  const read = text === undefined ? undefined : readProfile(text);
  const words = t.device.share;
  const problem = read && !read.ok ? read.problem : undefined;
  useEffect(() => {
    if (!problem) return;
    notify(words[problem], { tone: "problem" });
    setParams({ profile: undefined });
  }, [problem]);
  if (!read?.ok) return null;

  const { profile } = read;
  const had = Object.keys(project.value.facts).length;
  const done = () => setParams({ profile: undefined });
  const use = () => {
    done();
    change(words.used, (before) => take(profile, before), { destructive: had > 0 });
  };
  const asNew = async () => {
    done();
    await createProject(profile.name);
    change(words.used, (before) => take(profile, before));
  };
  const actions = (
    <>
      <Button onClick={done}>{words.ignore}</Button>
      {had > 0 && <Button onClick={() => void asNew()}>{words.asNew}</Button>}
      <Button tone="primary" onClick={use}>{words.use}</Button>
    </>
  );
  return (
    <Dialog title={words.incoming} onClose={done} actions={actions}>
      <p>{words.says(profile.name || words.unnamed, Object.keys(profile.facts).length)}</p>
      <p>{had > 0 ? words.replaces(had) : words.nothing}</p>
    </Dialog>
  );
}
