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

/** Walks through the page by keyboard; returns the focused elements that the bar at the bottom covers. */
async function coveredByBar(page: Page): Promise<string[]> {
  const covered: string[] = [];
  let walked = 0;
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press("Tab");
    const found = await page.evaluate(() => {
      const bar = document.querySelector(".action-bar");
      const { activeElement: focused } = document;
      if (bar === null || focused === null || bar.contains(focused)) return null;
      const { top, bottom } = focused.getBoundingClientRect();
      const cover = bar.getBoundingClientRect();
      const isCovered = bottom > cover.top && top < cover.bottom;
      return { isCovered, isEnd: focused === document.body, html: focused.outerHTML };
    });
    if (found?.isEnd === true) break;
    if (found !== null) walked++;
    if (found?.isCovered === true) covered.push(found.html.slice(0, 200));
  }
  expect(walked, "elements with the focus").toBeGreaterThan(0);
  return covered;
}

/** Asserts that the bar covers nothing that has the focus, at the usual size of text and at twice that. */
export async function expectNothingCovered(
  page: Page,
  primary: Locator,
  step: string,
): Promise<void> {
  for (const size of ["", "200%"]) {
    await page.evaluate((fontSize) => {
      document.documentElement.style.fontSize = fontSize;
      document.querySelector<HTMLElement>("main")?.focus();
    }, size);
    // At the end of a page, its bar may have scrolled away with what it belongs to.
    await page.evaluate(() => {
      scrollTo(0, 0);
    });
    await expectOnScreen(page, primary, `${step} ${size}`);
    expect(await coveredByBar(page), `${step} ${size}`).toEqual([]);
    const main = page.locator("main");
    const overflow = await main.evaluate((element) => element.scrollWidth - element.clientWidth);
    expect(overflow, `${step} ${size}`).toBe(0);
  }
  await page.evaluate(() => {
    document.documentElement.style.fontSize = "";
  });
}

/** Clicks, and counts the clicks. */
export class Clicks {
  count = 0;

  async on(target: Locator): Promise<void> {
    this.count++;
    await target.click();
  }
}
