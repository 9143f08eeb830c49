// Draws the PNG icons of the page from public/icon.svg: `npm run icons` after the drawing was changed.
import { readFile, writeFile } from "node:fs/promises";
import { openBrowser } from "../tests/browser/chromium.ts";

const folder = new URL("../public/", import.meta.url);
const drawing = await readFile(new URL("icon.svg", folder), "utf8");
// Systems cut a maskable icon into a shape of theirs: colour up to the edge, the drawing within the inner 80 %.
const maskable = drawing.replace(' rx="14"', "").replace("<path ", '<path transform="translate(6.4 6.4) scale(.8)" ');

const browser = await openBrowser();
for (const [name, svg, size] of [
  ["icon-192.png", drawing, 192],
  ["icon-512.png", drawing, 512],
  ["icon-maskable-512.png", maskable, 512],
  // For home screens of iOS, which round the corners themselves.
  ["icon-touch-180.png", maskable, 180],
] as const) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(`<style>body { margin: 0 } svg { display: block; width: ${size}px }</style>${svg}`);
  await writeFile(new URL(name, folder), await page.screenshot({ omitBackground: true }));
  await page.close();
}
await browser.close();
