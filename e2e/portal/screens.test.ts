import { portal as texts } from "@pct/messages/portal";
import type { Language } from "@pct/messages/portal";
import type { Locator, Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { expectAccessible } from "./accessibility.js";
import { hasBrowser, LANGUAGES, PAGES, Portal } from "./portal.js";
import type { Visitor } from "./portal.js";
import { hydrated, tabTo } from "./words.js";

/** Properties of every page. */

/** An unknown address, which has a page as well. */
const NOWHERE = "nowhere/";

let portal: Portal;

beforeAll(async () => {
  if (hasBrowser) portal = await Portal.start();
});
afterAll(async () => {
  if (hasBrowser) await portal.close();
});

describe.skipIf(!hasBrowser).each(LANGUAGES)("in %s", (language) => {
  const { shell, site } = texts[language];
  const other = language === "es" ? "en" : "es";
  /** Shared by the tests, each of which uses its own tab. */
  let visitor: Visitor;

  beforeAll(async () => {
    visitor = await portal.visitor({ locale: language });
  });
  afterAll(async () => {
    await visitor.leave();
  });

  it.concurrent.each([...PAGES, NOWHERE])("/%s is accessible", async (name) => {
    const page = await visitor.context.newPage();
    await page.goto(`/${language}/${name}`);
    expect(await page.locator("html").getAttribute("lang")).toBe(language);
    const heading = await page.getByRole("heading", { level: 1 }).innerText();
    const title = name === "" ? site.name : `${heading} · ${site.shortName}`;
    expect(await page.title()).toBe(title);

    await expectAccessible(page, name);
    if (name === NOWHERE) ignoreMissingPage(visitor);
    await page.close();
  });

  it.concurrent("keeps the page and the focus when the language changes", async () => {
    const page = await visitor.context.newPage();
    const languageSwitch = (of: Language): Locator =>
      page.getByRole("link", { name: texts[of].shell.otherLanguage, exact: true });
    for (const name of PAGES) {
      await page.goto(`/${language}/${name}`);
      await hydrated(page);
      await languageSwitch(language).focus();
      await page.keyboard.press("Enter");
      await page.waitForURL(`/${other}/${name}`);
      await languageSwitch(other).waitFor();
      expect(await page.locator("html").getAttribute("lang"), name).toBe(other);
      expect(await page.getByRole("heading", { level: 1 }).count(), name).toBe(1);
      expect(await hasFocus(languageSwitch(other)), name).toBe(true);
    }
    await page.close();
  });

  it.concurrent("reaches every page from the first one by keyboard", async () => {
    const page = await visitor.context.newPage();
    for (const name of PAGES.slice(1)) {
      await page.goto(`/${language}/`);
      if (/tools\/./.test(name)) await follow(page, `/${language}/tools/`);
      if (name === "receive/") await follow(page, `/${language}/request/`);
      await follow(page, `/${language}/${name}`);
    }
    await page.close();
  });

  it.concurrent("has a menu on a phone, usable by keyboard", async () => {
    const page = await visitor.context.newPage();
    await page.setViewportSize({ width: 360, height: 640 });
    await page.goto(`/${language}/`);
    const sections = page.getByRole("navigation", { name: shell.navigation });
    const button = page.getByRole("button", { name: shell.menu });
    await tabTo(page, button);
    await page.keyboard.press("Enter");
    await sections.waitFor();
    await page.keyboard.press("Escape");
    await sections.waitFor({ state: "hidden" });
    expect(await hasFocus(button)).toBe(true);

    await page.keyboard.press("Enter");
    await tabTo(page, sections.getByRole("link", { name: shell.help }));
    await page.keyboard.press("Enter");
    await page.waitForURL(`/${language}/help/`);
    await sections.waitFor({ state: "hidden" });
    await page.close();
  });

  it.concurrent("has a link to skip the navigation", async () => {
    const page = await visitor.context.newPage();
    await page.goto(`/${language}/help/`);
    await hydrated(page);
    await page.keyboard.press("Tab");
    expect(await hasFocus(page.getByRole("link", { name: shell.skip }))).toBe(true);
    await page.keyboard.press("Enter");
    expect(await hasFocus(page.getByRole("main"))).toBe(true);
    await page.keyboard.press("Tab");
    const first = page.locator("main :is(a, button, summary, input, textarea)").first();
    expect(await hasFocus(first)).toBe(true);
    await page.close();
  });
});

describe.skipIf(!hasBrowser)("the theme", () => {
  it("follows the system until the user chooses one, and stores nothing else", async () => {
    const visitor = await portal.visitor({ colorScheme: "dark" });
    const { page, context } = visitor;
    await page.goto("/es/");
    const dark = await background(page);
    await page.getByRole("button", { name: texts.es.shell.theme }).click();
    const light = await background(page);
    expect(light).not.toBe(dark);

    for (const name of PAGES) {
      await page.goto(`/es/${name}`);
      expect(await background(page), name).toBe(light);
    }
    expect(await page.evaluate(() => Object.fromEntries(Object.entries(localStorage)))).toEqual({
      theme: "light",
    });
    expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
    expect(await context.cookies()).toEqual([]);

    await page.getByRole("link", { name: texts.es.shell.otherLanguage, exact: true }).click();
    await page.waitForURL(/\/en\//);
    expect(await background(page)).toBe(light);
    await page.getByRole("button", { name: texts.en.shell.theme }).click();
    expect(await background(page)).toBe(dark);
    expect(await page.evaluate(() => localStorage.length)).toBe(0);
    await visitor.leave();
  });
});

/** Drops Chromium's console message about the 404 status of the page itself. */
function ignoreMissingPage({ problems }: Visitor): void {
  const missing = problems.findIndex((problem) => problem.includes("status of 404"));
  expect(missing).toBeGreaterThanOrEqual(0);
  problems.splice(missing, 1);
}

async function background(page: Page): Promise<string> {
  return page.evaluate(() => getComputedStyle(document.body).backgroundColor);
}

async function hasFocus(target: Locator): Promise<boolean> {
  return target.evaluate((element) => element === document.activeElement);
}

async function follow(page: Page, address: string): Promise<void> {
  await tabTo(page, page.locator(`a[href="${address}"]`).first());
  await page.keyboard.press("Enter");
  await page.waitForURL(address);
  await page.getByRole("heading", { level: 1 }).waitFor();
}
