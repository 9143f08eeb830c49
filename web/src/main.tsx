// Brings the page up: texts first, then the visitor's work, then the engine behind it.
import "./styles/tokens.css";
import "./styles/base.css";
import { render } from "preact";
import { Frame } from "./shell/Frame";
import { followKeys } from "./shell/keys";
import { keepForOffline } from "./shell/offline";
import { loadAllPlaces } from "./shell/PlaceView";
import { followAddress, replace } from "./shell/route";
import { applyTheme } from "./shell/theme";
import { followProject, startEngine } from "./state/live";
import { projects, startStorage } from "./state/storage";
import { preferredLanguage, setLanguage } from "./texts";

applyTheme();
followAddress();
followKeys();
const engineStarted = startEngine();
await setLanguage(preferredLanguage());
await startStorage();
// Who comes for the first time is told what this is.
if (location.hash === "" && projects.peek().length === 0) replace("projects");
followProject();
render(<Frame />, document.getElementById("app")!);
await engineStarted;
await loadAllPlaces();
await keepForOffline();
