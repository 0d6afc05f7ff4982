import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { chromium } from "playwright";

/**
 * Renders the icons in public/icons from padlock.svg. Run it by hand when the drawing changes; the
 * results are committed: `PCT_CHROMIUM=/usr/bin/chromium node apps/web/postbuild/draw-icons.mjs`
 */

const folder = join(import.meta.dirname, "../public/icons");
const rounded = await readFile(join(folder, "padlock.svg"), "utf8");
// Systems crop these to their own shape, so the background must fill the corners.
const square = rounded.replace(/ rx="14"/, "");

const executablePath = process.env.PCT_CHROMIUM;
const browser = await chromium.launch({
  ...(executablePath === undefined ? {} : { executablePath }),
  args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
});
const page = await browser.newPage();

async function render(svg, size) {
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(
    `<style>html,body{margin:0;background:none}svg{display:block}</style>${svg}`,
  );
  return page.screenshot({ omitBackground: true });
}

for (const [name, size, svg] of [
  ["padlock-192.png", 192, rounded],
  ["padlock-512.png", 512, rounded],
  ["padlock-maskable-512.png", 512, square],
  ["apple-touch-180.png", 180, square],
]) {
  await writeFile(join(folder, name), await render(svg, size));
}
// The icon that browsers request by default.
await writeFile(join(folder, "../favicon.ico"), icon(await render(rounded, 48), 48));
await browser.close();

/** An .ico file with one image. */
function icon(png, size) {
  const head = Buffer.alloc(22);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(1, 4);
  head.writeUInt8(size, 6);
  head.writeUInt8(size, 7);
  head.writeUInt16LE(1, 10);
  head.writeUInt16LE(32, 12);
  head.writeUInt32LE(png.length, 14);
  head.writeUInt32LE(head.length, 18);
  return Buffer.concat([head, png]);
}
