// Makes screenshots small: a picture of a window has few colours, so 128 of them are enough, and one byte for each point.
import { crc32, deflateSync } from "node:zlib";

const COLOURS = 128;

/**
 * @param {import("playwright-core").Browser} browser that reads the picture
 * @param {Buffer} png
 * @returns {Promise<Buffer>} the same with a palette
 */
export async function withPalette(browser, png) {
  const page = await browser.newPage();
  const { width, height, base64 } = await page.evaluate(async (data) => {
    const image = await createImageBitmap(await (await fetch(data)).blob());
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext("2d");
    if (!context) throw new Error("no canvas");
    context.drawImage(image, 0, 0);
    const bytes = context.getImageData(0, 0, image.width, image.height).data;
    const parts = [];
    for (let at = 0; at < bytes.length; at += 1 << 15) parts.push(String.fromCharCode(...bytes.subarray(at, at + (1 << 15))));
    return { width: image.width, height: image.height, base64: btoa(parts.join("")) };
  }, `data:image/png;base64,${png.toString("base64")}`);
  await page.close();
  return encode(width, height, Buffer.from(base64, "base64"));
}

/**
 * @param {number} width
 * @param {number} height
 * @param {Buffer} points four bytes each
 */
function encode(width, height, points) {
  /** @type {Map<number, number>} */
  const counts = new Map();
  for (let at = 0; at < points.length; at += 4) {
    const colour = points.readUIntBE(at, 3);
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const weights = [...counts].map(([colour, count]) => ({ colour, weight: count * (1 + chroma(colour) / 4) }));
  const palette = weights.sort((a, b) => b.weight - a.weight).slice(0, COLOURS).map(({ colour }) => colour);
  const indices = new Map(palette.map((colour, index) => [colour, index]));
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const colour = points.readUIntBE((y * width + x) * 4, 3);
      let index = indices.get(colour);
      if (index === undefined) indices.set(colour, (index = nearest(palette, colour)));
      rows[y * (width + 1) + 1 + x] = index;
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  const table = Buffer.alloc(palette.length * 3);
  palette.forEach((colour, index) => table.writeUIntBE(colour, index * 3, 3));
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk("IHDR", header), chunk("PLTE", table), chunk("IDAT", deflateSync(rows, { level: 9 })), chunk("IEND", Buffer.alloc(0))]);
}

/**
 * How far from grey. Colours are signs, and rare beside the greys of letters' edges.
 * @param {number} colour
 */
function chroma(colour) {
  const parts = [colour >> 16, (colour >> 8) & 255, colour & 255];
  return Math.max(...parts) - Math.min(...parts);
}

/**
 * @param {number[]} palette
 * @param {number} colour
 */
function nearest(palette, colour) {
  const distance = (/** @type {number} */ other) => [16, 8, 0].reduce((sum, shift) => sum + (((colour >> shift) & 255) - ((other >> shift) & 255)) ** 2, 0);
  return palette.reduce((best, other, index) => (distance(other) < distance(palette[best] ?? 0) ? index : best), 0);
}

/**
 * @param {string} type
 * @param {Buffer} data
 */
function chunk(type, data) {
  const content = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(content));
  return Buffer.concat([length, content, check]);
}
