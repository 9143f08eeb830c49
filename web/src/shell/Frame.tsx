// What stands around every place: header, navigation, banners, footer, and the voice for screen readers.
import { tool } from "../state/live";
import { announcement } from "../state/notices";
import { Notices } from "../parts/Notices";
import { t } from "../texts";
import { Banners } from "./Banners";
import { Header } from "./Header";
import { PlaceView, focusHeading } from "./PlaceView";
import "./frame.css";

export function Frame() {
  const skip = (event: MouseEvent) => {
    // The address is the place; a real jump to an anchor would leave it.
    event.preventDefault();
    focusHeading();
  };
  return (
    <>
      <a class="skip" href="#content" onClick={skip}>
        {t.shell.skip}
      </a>
      <Header />
      <main id="content">
        <Banners />
        <PlaceView />
      </main>
      <footer class="foot">
        <span>{t.shell.privacy}</span>
        {tool.value && <span>{t.shell.versions(tool.value.version, tool.value.catalogue)}</span>}
      </footer>
      <Notices />
      <div class="unseen" role="status" aria-live="polite">
        {announcement.value}
      </div>
    </>
  );
}
