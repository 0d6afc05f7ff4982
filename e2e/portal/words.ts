import type { Locator, Page } from "playwright";

/** Reads message templates, and operates a page as a user does. */

/** One plural form of a message, with `#` filled in. */
export function plural(message: string, form: "one" | "other", count = 1): string {
  const [, words] = new RegExp(`${form} \\{([^}]*)\\}`).exec(message) ?? [];
  if (words === undefined) throw new Error(`no such plural form: ${message}`);
  return words.replaceAll("#", count.toString());
}

/** A message with its arguments filled in. */
export function filled(message: string, facts: Readonly<Record<string, string>>): string {
  return message.replace(/\{(\w+)\}/g, (whole, name: string) => facts[name] ?? whole);
}

/** Waits for hydration: until then, a part of the page is `inert`. */
export async function hydrated(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelector("[inert]") === null);
}

/** Presses Tab until the target has the focus. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  await hydrated(page);
  for (let presses = 0; presses < 80; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error("the target is not reachable by keyboard");
}

/** Drops a file or folder of the disk onto an element, as a file manager does. */
export async function drop(page: Page, target: Locator, path: string): Promise<void> {
  await target.scrollIntoViewIfNeeded();
  const box = await target.boundingBox();
  if (box === null) throw new Error("the drop target is not visible");
  const devtools = await page.context().newCDPSession(page);
  const place = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const data = { items: [], files: [path], dragOperationsMask: 1 };
  for (const type of ["dragEnter", "dragOver", "drop"] as const) {
    await devtools.send("Input.dispatchDragEvent", { type, ...place, data });
  }
  await devtools.detach();
}
