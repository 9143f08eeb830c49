// Name, project, how saving goes, language and colours, and the way to the five places.
import { IconButton } from "../parts/Button";
import { Icon } from "../parts/icons";
import { saveState } from "../state/storage";
import { project } from "../state/undo";
import { chooseLanguage, language, t, LANGUAGES } from "../texts";
import { href, PLACES, route } from "./route";
import { nextTheme, theme } from "./theme";

export function Header() {
  const name = project.value.name || t.shell.unnamed;
  const other = LANGUAGES.find((known) => known !== language.value)!;
  return (
    <header class="head">
      <div class="head-row">
        <a class="brand" href={href("device")}>
          <img src="./icon.svg" alt="" width="24" height="24" />
          {t.shell.product}
        </a>
        <a class="head-project" href={href("projects")} aria-label={t.shell.projectLabel(name)}>
          {name}
        </a>
        <SaveSign />
        <button class="quiet language" type="button" lang={other} aria-label={t.shell.languages[other]} onClick={() => void chooseLanguage(other)}>
          <span class="wide-only" aria-hidden="true">{t.shell.languages[other]}</span>
          <span class="narrow-only" aria-hidden="true">{other.toUpperCase()}</span>
        </button>
        <IconButton icon={theme.value} label={`${t.shell.theme}: ${t.shell.themes[theme.value]}`} onClick={nextTheme} />
      </div>
      <nav class="places" aria-label={t.shell.places}>
        <ul>
          {PLACES.map((place) => (
            <li key={place}>
              <a href={href(place)} aria-current={route.value.place === place ? "page" : undefined}>
                <Icon name={place} />
                {t.shell.place[place]}
              </a>
            </li>
          ))}
        </ul>
      </nav>
    </header>
  );
}

function SaveSign() {
  const state = saveState.value;
  const fine = state === "saved" || state === "saving";
  return (
    <span class={fine ? "save" : "save save-problem"} title={t.shell.save[state]}>
      <Icon name={fine ? "saved" : "problem"} size="1.1em" />
      <span class="save-words">{t.shell.save[state]}</span>
    </span>
  );
}
