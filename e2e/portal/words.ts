import type { Locator, Page } from "playwright";

/** What tests know of how messages are written and where words stand on a screen. */

/** One form of a message with a plural, with `#` filled in. */
export function plural(message: string, form: "one" | "other", count = 1): string {
  const [, words] = new RegExp(`${form} \\{([^}]*)\\}`).exec(message) ?? [];
  if (words === undefined) throw new Error(`no such form: ${message}`);
  return words.replaceAll("#", count.toString());
}

/** A message with its arguments filled in. */
export function filled(message: string, facts: Readonly<Record<string, string>>): string {
  return message.replace(/\{(\w+)\}/g, (whole, name: string) => facts[name] ?? whole);
}

/** Resolves when everything on a page can be pressed: until then a part of it is drawn, and `inert`. */
export async function alive(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelector("[inert]") === null);
}

/** Presses Tab until the focus is there, as somebody without a mouse does. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  await alive(page);
  for (let presses = 0; presses < 80; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error("the keyboard does not reach it");
}

/** Drops something of the file system onto a place, as a file manager does. */
export async function drop(page: Page, target: Locator, path: string): Promise<void> {
  await target.scrollIntoViewIfNeeded();
  const box = await target.boundingBox();
  if (box === null) throw new Error("nothing to drop onto");
  const devtools = await page.context().newCDPSession(page);
  const place = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const data = { items: [], files: [path], dragOperationsMask: 1 };
  for (const type of ["dragEnter", "dragOver", "drop"] as const) {
    await devtools.send("Input.dispatchDragEvent", { type, ...place, data });
  }
  await devtools.detach();
}
