import type { Locator, Page } from "playwright";
import { expect } from "vitest";

import { hydrated } from "./words.js";

/** A phone's screen, of which the browser's own bars leave less. */
export const PHONE = { width: 360, height: 740 };
export const DESKTOP = { width: 1280, height: 800 };

/** Asserts that an element is wholly on the screen before the user scrolls, and that nothing covers it. */
export async function expectInView(page: Page, target: Locator, step: string): Promise<void> {
  await target.waitFor();
  await hydrated(page);
  expect(await page.evaluate("scrollY"), `${step}: scrolled`).toBe(0);
  await expectOnScreen(page, target, step);
}

/** Asserts that an element is wholly on the screen as it is scrolled, and that nothing covers it. */
export async function expectOnScreen(page: Page, target: Locator, step: string): Promise<void> {
  const box = await target.boundingBox();
  const { width, height } = page.viewportSize() ?? DESKTOP;
  expect(box, step).not.toBeNull();
  if (box === null) return;
  expect(box.y, `${step}: top`).toBeGreaterThanOrEqual(0);
  expect(box.x, `${step}: left`).toBeGreaterThanOrEqual(0);
  expect(box.y + box.height, `${step}: bottom`).toBeLessThanOrEqual(height);
  expect(box.x + box.width, `${step}: right`).toBeLessThanOrEqual(width);
  const isOnTop = await target.evaluate((element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    const top = document.elementFromPoint(x + width / 2, y + height / 2);
    return top !== null && (element.contains(top) || top.contains(element));
  });
  expect(isOnTop, `${step}: covered`).toBe(true);
}

/** Clicks, and counts the clicks. */
export class Clicks {
  count = 0;

  async on(target: Locator): Promise<void> {
    this.count++;
    await target.click();
  }
}
