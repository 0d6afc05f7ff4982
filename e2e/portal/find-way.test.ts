import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { letters } from "@pct/messages/letters";
import { portal as texts } from "@pct/messages/portal";
import type { Locator, Page } from "playwright";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { expectAccessible } from "./accessibility.js";
import { Clicks, DESKTOP, expectInView, PHONE } from "./in-view.js";
import { hasBrowser, LANGUAGES, Portal } from "./portal.js";
import type { Visitor } from "./portal.js";
import { ignoreFailedCalls, Requester, send } from "./requester.js";
import { filled } from "./words.js";

/** People find their way from the first page to a link, and from a link to its form. */

let portal: Portal;
beforeAll(async () => {
  if (hasBrowser) portal = await Portal.start();
});
afterAll(async () => {
  if (hasBrowser) await portal.close();
});

describe.skipIf(!hasBrowser).each(LANGUAGES)("finding one's way, in %s", (language) => {
  const t = texts[language];
  let visitor: Visitor;
  let folder = "";

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "pct-way-"));
    visitor = await portal.visitor({ locale: language });
  });
  afterEach(async () => {
    await visitor.leave();
    rmSync(folder, { recursive: true });
  });

  it.each([PHONE, DESKTOP])("takes four clicks to a copied link ($width px)", async (viewport) => {
    const { page } = visitor;
    const clicks = new Clicks();
    const requester = new Requester(page, language);
    await page.setViewportSize(viewport);
    await page.goto(`/${language}/`);
    const door = page.getByRole("link", { name: t.home.doors.receive });
    await expectInView(page, door, "home");
    await expectInView(page, page.getByRole("link", { name: t.home.doors.send }), "home, send");
    await clicks.on(door);
    const create = requester.button(t.request.form.action);
    await expectInView(page, create, "new request");
    await clicks.on(create);
    const link = await requester.link();
    const copy = requester.button(t.request.waiting.link.copy);
    await expectInView(page, copy, "waiting");
    await clicks.on(copy);
    await page.getByText(t.request.waiting.link.copied).waitFor();
    expect(await pasted(page)).toBe(link);
    expect(clicks.count).toBeLessThanOrEqual(4);
  });

  it("gives a message around the link, in the language of its reader", async () => {
    const { page } = visitor;
    const requester = new Requester(page, language);
    await requester.arrive();
    const what = "X".repeat(60);
    await page.getByLabel(t.request.form.for).fill(what);
    await page.getByText(filled(t.request.form.characters, { used: "60", most: "60" })).waitFor();
    const link = await requester.ask("AWS, cuenta 1234", "Ana");
    const facts = { link, what: "AWS, cuenta 1234", from: "Ana" };
    const other = language === "es" ? "en" : "es";
    for (const reader of [language, other] as const) {
      await requester.button({ es: "Español", en: "English" }[reader]).click();
      await requester.button(t.design.letter.copy).click();
      await page.getByText(t.design.letter.copied).waitFor();
      expect(await pasted(page)).toBe(letters[reader].request(facts));
    }
    await requester.waits();
    await expectAccessible(page, "a message ready to send");
  });

  it("says on the first page and in the tab what waits, and notifies of an arrival", async () => {
    const { page, context } = visitor;
    const requester = new Requester(page, language);
    await context.grantPermissions(["notifications"], { origin: portal.origin });
    await page.addInitScript(() => {
      const shown: string[] = [];
      const badges: number[] = [];
      const Shown = Notification;
      // A headless browser shows none: record it on the way to the real one.
      class Recorded extends Shown {
        constructor(title: string, options?: NotificationOptions) {
          shown.push(`${title}: ${options?.body ?? ""}`);
          super(title, options);
        }
      }
      Object.assign(globalThis, { shown, badges, Notification: Recorded });
      const setAppBadge = (badge: number): Promise<void> => {
        badges.push(badge);
        return Promise.resolve();
      };
      Object.assign(navigator, { setAppBadge });
    });
    await requester.arrive();
    const link = await requester.ask("AWS", "");
    await requester.waits();
    expect(await page.title()).toBe(t.request.tab.waiting);
    await page.getByText(t.request.notify.off).waitFor();
    await requester.button(t.request.notify.turnOn).click();
    await page.getByText(t.request.notify.on).waitFor();
    await expectAccessible(page, "waiting, with a notice");

    // The first page in another tab, while the first tab waits unseen: Playwright shows every tab as seen.
    const devtools = await context.newCDPSession(page);
    await devtools.send("Emulation.setFocusEmulationEnabled", { enabled: false });
    const home = await context.newPage();
    await home.setViewportSize(PHONE);
    await home.goto(`/${language}/`);
    const row = home.getByRole("link", { name: /^AWS/ });
    await row.waitFor();
    await expectInView(home, home.getByRole("link", { name: t.home.doors.receive }), "home");
    await expectAccessible(home, "home with a request");
    send(folder, link, [], "hunter2");
    await expect
      .poll(() => page.evaluate("globalThis.shown"), { timeout: 30_000 })
      .toEqual([`${t.request.notify.arrived}: ${t.request.notify.arrivedText}`]);
    expect(await page.title()).toBe(t.request.arrived.title);
    expect(await page.evaluate("globalThis.badges.at(-1)")).toBe(1);
    await home.reload();
    await row.getByText(t.request.list.states.arrived).waitFor();
    await expect.poll(() => home.title()).not.toBe(t.site.name);
    await expectInView(home, row, "home, arrived");
    await row.click();
    await home.getByRole("heading", { name: t.request.arrived.box }).waitFor();
    await home.close();

    await requester.openIt();
    await requester.erase();
    expect(await page.evaluate("globalThis.badges.at(-1)")).toBe(0);
    await page.goto(`/${language}/`);
    await page.getByRole("heading", { level: 1 }).waitFor();
    expect(await page.getByText(t.home.waiting.title).count()).toBe(0);
    ignoreFailedCalls(visitor);
  });

  it("offers three ways to send, by what the sender has", async () => {
    const { page } = visitor;
    const requester = new Requester(page, language);
    await page.setViewportSize(PHONE);
    await requester.arrive();
    const link = await requester.ask("AWS", "Ana");
    await page.goto(`/${language}/send/`);
    const { entry } = t.send;
    const field = page.getByLabel(entry.link.label);
    const open = requester.button(entry.link.action);
    // All three ways are seen at once.
    await expectInView(page, open, "send");
    await expectInView(page, page.getByText(entry.ask.title), "send, ask");
    await expectInView(page, page.getByRole("link", { name: entry.hand.action }), "send, by hand");
    await expectAccessible(page, "three ways to send");
    await open.click();
    await page.getByText(entry.link.wrong).waitFor();
    await field.fill("hola");
    await open.click();
    await page.getByText(entry.link.wrong).waitFor();
    // A link to another portal shows where it leads.
    await field.fill(`https://pct.example.org/s/${"A".repeat(43)}`);
    await open.click();
    await page.getByText(filled(t.design.link.check, { host: "pct.example.org" })).waitFor();
    await expectAccessible(page, "a link to another portal");

    const address = `${portal.origin}/${language}/request/`;
    await page.getByText(entry.ask.title).click();
    await requester.button(t.design.letter.copy).click();
    expect(await pasted(page)).toBe(letters[language].askForLink({ address }));

    await page.getByRole("link", { name: entry.hand.action }).click();
    await page.getByLabel(t.locking.recipients.file).waitFor();
    await page.goBack();
    await open.waitFor();
    // A pasted link of this portal opens by itself, also with text of the mail around it.
    await copy(page, `<${link}>.`);
    await field.focus();
    await page.keyboard.press("ControlOrMeta+V");
    await page.waitForURL(/\/s\/[\w-]{43}/);
    await page.getByRole("heading", { name: t.answer.title }).waitFor();
  });

  it("recognizes a link in each field for keys and files", async () => {
    const { page } = visitor;
    const link = `https://pct.example.org/s/${"A".repeat(43)}`;
    for (const [path, label] of [
      ["send/#hand", t.locking.recipients.paste],
      ["tools/encrypt/", t.locking.recipients.paste],
      ["tools/decrypt/", t.open.form.paste],
      ["tools/keys/", t.toolsKeys.paste],
    ] as const) {
      await page.goto("about:blank");
      await page.goto(`/${language}/${path}`);
      const field = page.getByLabel(label);
      await field.fill(link);
      await field.blur();
      if (path === "tools/keys/")
        await page.getByRole("button", { name: t.toolsKeys.look }).click();
      await page.getByText(t.design.link.title).waitFor();
      const leads = page.getByRole("link", { name: t.design.link.open });
      expect(await leads.getAttribute("href")).toBe(link);
    }
    await expectAccessible(page, "a link in place of a key");
  });
});

/** The text in the clipboard, read as a user does, by pasting: the portal's pages may not read it. */
async function pasted(page: Page): Promise<string> {
  return inNotes(page, async (notes, field) => {
    await field.focus();
    await notes.keyboard.press("ControlOrMeta+V");
    return field.inputValue();
  });
}

/** Copies a text in another program. */
async function copy(page: Page, text: string): Promise<void> {
  await inNotes(page, async (notes, field) => {
    await field.fill(text);
    await field.selectText();
    await notes.keyboard.press("ControlOrMeta+C");
  });
}

/** Uses a page that is not the portal's. */
async function inNotes<T>(
  page: Page,
  use: (notes: Page, field: Locator) => Promise<T>,
): Promise<T> {
  const notes = await page.context().newPage();
  await notes.setContent("<textarea></textarea>");
  const result = await use(notes, notes.locator("textarea"));
  await notes.close();
  await page.bringToFront();
  return result;
}
