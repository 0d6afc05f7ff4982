import axe from "axe-core";
import type { Page } from "playwright";
import { expect } from "vitest";

import { alive } from "./words.js";

/** WCAG 2.2 AA, and what is good besides. */
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/**
 * The looks in which a page is seen in a language. Between them, every language is seen by day and by
 * night, on a phone and at a desk, and so is every theme at every width.
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

/** A state that a screen can be in is for everybody: `axe` finds nothing, and all of it is in sight. */
export async function expectForEverybody(page: Page, state: string): Promise<void> {
  await alive(page);
  const { width: before = 1280, height = 800 } = page.viewportSize() ?? {};
  const language = (await page.locator("html").getAttribute("lang")) ?? "";
  for (const [colorScheme, width] of LOOKS[language] ?? []) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height });
    const look = `${state}, ${colorScheme}, ${width.toString()} px`;
    expect(await violations(page), look).toEqual([]);
    expect(await hiddenWidth(page), `${look}, pixels outside`).toBe(0);
  }
  await page.emulateMedia({ colorScheme: null });
  await page.setViewportSize({ width: before, height });
}

/** What axe finds on a page in its final colours, one line each: the rule and where. */
async function violations(page: Page): Promise<string[]> {
  if (await page.evaluate(() => !("axe" in globalThis))) await page.evaluate(axe.source);
  return page.evaluate(async (rules) => {
    // To wait for them is to wait for frames, which a busy machine may not draw; and the end of one
    // can be the beginning of another, further in.
    for (let depth = 0; depth < 20; depth++) {
      const changes = document.getAnimations().filter((each) => each instanceof CSSTransition);
      for (const change of changes) change.finish();
    }
    const checker = (globalThis as unknown as { axe: typeof axe }).axe;
    const { violations } = await checker.run({ runOnly: rules, resultTypes: ["violations"] });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.html} ${node.failureSummary ?? ""}`),
    );
  }, RULES);
}

/** Pixels that are reached only by scrolling sideways. */
async function hiddenWidth(page: Page): Promise<number> {
  return page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
}
