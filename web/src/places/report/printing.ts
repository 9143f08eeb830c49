// While the page is printed, lists are complete and details open. The browser says so just before it takes the picture;
// Preact renders in the microtask after that.
import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";

export const printing = signal(false);

export function useWholeWhenPrinted(): void {
  useEffect(() => {
    const begin = () => (printing.value = true);
    const end = () => (printing.value = false);
    addEventListener("beforeprint", begin);
    addEventListener("afterprint", end);
    return () => {
      removeEventListener("beforeprint", begin);
      removeEventListener("afterprint", end);
      end();
    };
  }, []);
}
