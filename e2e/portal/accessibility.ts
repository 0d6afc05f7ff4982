import axe from "axe-core";
import type { Page } from "playwright";
import { expect } from "vitest";

import { hydrated } from "./words.js";

/** WCAG 2.2 AA, and axe's best practices. */
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/**
 * The theme and width of each check, by language. Together they cover every language and every width in
 * both themes.
 */
const LOOKS: Readonly<Record<string, readonly (readonly ["light" | "dark", number])[]>> = {
  es: [
    ["light", 360],
    ["dark", 1280],
  ],
  en: [
    ["dark", 360],
    ["light", 1280],
  ],
};

/** Asserts that a state of a screen is accessible: axe finds no violation, and nothing overflows sideways. */
export async function expectAccessible(page: Page, state: string): Promise<void> {
  await hydrated(page);
  const { width: before = 1280, height = 800 } = page.viewportSize() ?? {};
  const language = (await page.locator("html").getAttribute("lang")) ?? "";
  for (const [colorScheme, width] of LOOKS[language] ?? []) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height });
    const look = `${state}, ${colorScheme}, ${width.toString()} px`;
    expect(await violations(page), look).toEqual([]);
    expect(await horizontalOverflow(page), `${look}, horizontal overflow`).toBe(0);
  }
  await page.emulateMedia({ colorScheme: null });
  await page.setViewportSize({ width: before, height });
}

/** axe's violations, one line each: the rule and the element. Transitions of colours are finished first. */
async function violations(page: Page): Promise<string[]> {
  if (await page.evaluate(() => !("axe" in globalThis))) await page.evaluate(axe.source);
  return page.evaluate(async (rules) => {
    // Waiting for transitions would wait for frames, which a busy machine may not draw. The end of one
    // transition can start another in a child element.
    for (let depth = 0; depth < 20; depth++) {
      const transitions = document.getAnimations().filter((each) => each instanceof CSSTransition);
      for (const transition of transitions) transition.finish();
    }
    const checker = (globalThis as unknown as { axe: typeof axe }).axe;
    const { violations } = await checker.run({ runOnly: rules, resultTypes: ["violations"] });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.html} ${node.failureSummary ?? ""}`),
    );
  }, RULES);
}

/** Pixels by which the page overflows sideways. */
async function horizontalOverflow(page: Page): Promise<number> {
  return page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
}
