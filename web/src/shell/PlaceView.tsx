// Shows the place of the address. Each place is a chunk of its own, loaded when it is first visited.
import { signal } from "@preact/signals";
import type { ComponentType } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { t } from "../texts";
import { Boundary, Failure } from "./Boundary";
import { PLACES, route, type PlaceName } from "./route";

const loaders: Record<PlaceName, () => Promise<{ default: ComponentType }>> = {
  device: () => import("../places/device"),
  checklist: () => import("../places/checklist"),
  documents: () => import("../places/documents"),
  report: () => import("../places/report"),
  projects: () => import("../places/projects"),
};

const loaded = signal<Partial<Record<PlaceName, ComponentType>>>({});
const broken = signal<Partial<Record<PlaceName, unknown>>>({});

async function load(place: PlaceName): Promise<void> {
  if (loaded.peek()[place]) return;
  try {
    const { default: component } = await loaders[place]();
    loaded.value = { ...loaded.value, [place]: component };
    broken.value = { ...broken.value, [place]: undefined };
  } catch (error) {
    broken.value = { ...broken.value, [place]: error };
  }
}

/** So that the next click needs no wait, and the page works offline from the first visit. */
export async function loadAllPlaces(): Promise<void> {
  for (const place of PLACES) await load(place);
}

export function PlaceView() {
  const { place } = route.value;
  const Place = loaded.value[place];
  const error = broken.value[place];
  const shown = useRef<PlaceName | undefined>(undefined);

  useEffect(() => void load(place), [place]);
  useEffect(() => {
    document.title = `${t.shell.place[place]} · ${t.shell.product}`;
  });
  useEffect(() => {
    if (!Place) return;
    // The first view keeps the focus where the browser puts it.
    if (shown.current !== undefined && shown.current !== place) focusHeading();
    shown.current = place;
  }, [place, Place]);

  if (error !== undefined) return <Failure error={error} retry={() => void load(place)} />;
  if (!Place) return <p class="loading">{t.shell.loading}</p>;
  return (
    <Boundary key={place}>
      <Place />
    </Boundary>
  );
}

/** Puts the focus on the heading of the place, so that keyboard and screen reader begin there. */
export function focusHeading(): void {
  const heading = document.querySelector<HTMLElement>("main h1");
  if (!heading) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  scrollTo(0, 0);
}
