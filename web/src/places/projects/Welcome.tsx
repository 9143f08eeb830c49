// The very first visit: what medlint does, that nothing leaves the computer, and three ways to begin.
import { Icon, type IconName } from "../../parts/icons";
import { go, href } from "../../shell/route";
import { t } from "../../texts";

export function Welcome() {
  const words = t.projects.welcome;
  const example = async (event: MouseEvent) => {
    event.preventDefault();
    go("documents");
    const [{ take }, { exampleFiles }] = await Promise.all([import("../documents/add/intake"), import("../documents/add/example")]);
    await take(exampleFiles());
  };
  return (
    <div class="welcome">
      <h1>{words.title}</h1>
      <p class="lead">{words.text}</p>
      <ul class="plain welcome-ways">
        <Way icon="device" to={href("device")} {...words.device} />
        <Way icon="documents" to={href("documents")} {...words.documents} />
        <Way icon="checklist" to={href("documents")} onClick={(event) => void example(event)} {...words.example} />
      </ul>
      <p class="soft">{words.kept}</p>
    </div>
  );
}

function Way({ icon, to, label, hint, onClick }: { icon: IconName; to: string; label: string; hint: string; onClick?: (event: MouseEvent) => void }) {
  return (
    <li>
      <a href={to} onClick={onClick}>
        <Icon name={icon} size="1.75em" />
        <span>
          <b>{label}</b>
          <span class="soft">{hint}</span>
        </span>
      </a>
    </li>
  );
}
