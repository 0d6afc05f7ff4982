import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { portal as texts } from "@pct/messages/portal";
import type { Locator, Page } from "playwright";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";

import { expectAccessible } from "./accessibility.js";
import {
  Clicks,
  DESKTOP,
  expectInView,
  expectNothingCovered,
  expectOnScreen,
  PHONE,
} from "./in-view.js";
import { draftsIn } from "./opened-credential.js";
import { PortalUser } from "./portal-user.js";
import { hasBrowser, LANGUAGES, Portal } from "./portal.js";
import type { Visitor } from "./portal.js";
import { Recipient } from "./recipient.js";
import { plural, tabTo } from "./words.js";

/** Both sides of a delivery by hand, from the first page to the end: the primary action is always in view. */

const CONSOLE = /signin\.aws\.amazon\.com/;

let portal: Portal;
let folder = "";
let ana: Visitor;
let luis: Visitor;
const path = (name: string): string => join(folder, name);

beforeAll(async () => {
  if (hasBrowser) portal = await Portal.start();
});
afterAll(async () => {
  if (hasBrowser) await portal.close();
});

describe.skipIf(!hasBrowser).each(LANGUAGES)("a delivery by hand, in %s", (language) => {
  const t = texts[language];

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "pct-walk-"));
    ana = await portal.visitor({ locale: language });
    luis = await portal.visitor({ locale: language });
  });
  afterEach(async () => {
    for (const visitor of [ana, luis]) {
      await visitor.leave();
      expect(visitor.requests.filter((request) => request.postData() !== null)).toEqual([]);
    }
    rmSync(folder, { recursive: true });
  });

  it.each([PHONE, DESKTOP])(
    "keeps each next step in view, on both sides, at $width px",
    async (viewport) => {
      await ana.page.setViewportSize(viewport);
      await luis.page.setViewportSize(viewport);
      const recipient = new Recipient(ana.page, language);
      await givePadlock(recipient);
      const password = await lockCredential(new PortalUser(luis.page, language));
      await openCredential(recipient, password);
    },
  );

  /** From the first page to a padlock in the sender's hands. */
  async function givePadlock(recipient: Recipient): Promise<void> {
    const { page } = recipient;
    const { make, guard, give } = t.receive;
    const clicks = new Clicks();
    await page.goto(`/${language}/`);
    await press(clicks, page.getByRole("link", { name: t.home.doors.receive }), "home");
    await expectInView(page, recipient.button(t.request.form.action), "request");
    await clicks.on(page.getByRole("link", { name: t.request.manual.action }));
    await press(clicks, recipient.button(make.action), "make");
    await press(clicks, recipient.button(guard.browser.action), "guard");
    await page.getByText(guard.browser.done).waitFor();
    await settles(recipient.button(guard.next), "kept");
    await clicks.on(recipient.button(guard.next));
    await expectInView(page, recipient.button(give.next), "give, next");
    const file = await recipient.saving(() =>
      press(clicks, recipient.button(give.download), "give"),
    );
    await file.saveAs(path("public_key.pem"));
    await page.getByText(give.downloaded).waitFor();
    await press(clicks, recipient.button(give.next), "given");
    await expectInView(page, recipient.button(t.open.form.action), "open");
    expect(clicks.count).toBeLessThanOrEqual(7);
  }

  /** From the first page to a downloaded file, with six fields filled in. Returns the password. */
  async function lockCredential(sender: PortalUser): Promise<string> {
    const { page } = sender;
    const { credential, entry, done } = t.send;
    const clicks = new Clicks();
    await page.goto(`/${language}/`);
    await press(clicks, page.getByRole("link", { name: t.home.doors.send }), "home");
    await press(clicks, page.getByRole("link", { name: entry.hand.action }), "three ways");

    const lock = sender.button(plural(t.send.lock, "one"));
    await expectInView(page, lock, "form");
    const chosen = new Clicks();
    await choose(page, chosen, path("public_key.pem"));
    await page.getByText(t.locking.recipients.ready).waitFor();
    await settles(lock, "padlock");
    await chosen.on(sender.field(credential.username));
    await page.keyboard.type("ana.lopez");
    await chosen.on(sender.button(credential.generate));
    await page.getByText(credential.generated).waitFor();
    await chosen.on(sender.button(credential.copyPassword));
    const password = await sender.field(credential.password).inputValue();
    for (const [label, text] of [
      [credential.account.other, "my-company"],
      [credential.signInUrl, "my-company.signin.aws.amazon.com/console"],
      [credential.note, "Hola 🔑 שלום"],
      [credential.from, "Luis"],
    ] as const) {
      await tabTo(page, sender.field(label));
      await page.keyboard.type(text);
      await expectOnScreen(page, sender.field(label), label);
      await expectOnScreen(page, lock, label);
    }
    await press(chosen, lock, "filled in");
    await page.getByRole("heading", { name: done.title.credential }).waitFor();
    const [verb = ""] = t.locking.download.split(" ");
    const download = page.getByRole("button", { name: new RegExp(`^${verb} `) });
    const file = await sender.saving(() => press(chosen, download, "locked"));
    await file.saveAs(path("credential.age"));
    expect(clicks.count).toBe(2);
    expect(chosen.count).toBeLessThanOrEqual(6);
    return password;
  }

  /** From the file that came back to a changed password and an empty screen. */
  async function openCredential(recipient: Recipient, password: string): Promise<void> {
    const { page } = recipient;
    const { form, fields, tasks, generator, opened } = t.open;
    const { context } = ana;
    await context.route(CONSOLE, (route) => route.fulfill({ body: "console" }));
    const clicks = new Clicks();
    const pressToNewTab = async (target: Locator, step: string): Promise<void> => {
      const arrival = context.waitForEvent("page");
      await press(clicks, target, step);
      const tab = await arrival;
      await tab.waitForLoadState();
      await tab.close();
    };
    await choose(page, clicks, path("credential.age"));
    await page.getByText("credential.age").waitFor();
    await press(clicks, recipient.button(form.action), "chosen");
    await recipient.step(tasks.titles.password).waitFor();
    await pressToNewTab(page.getByRole("link", { name: tasks.console.action }), "console");
    await press(clicks, recipient.button(fields.username.copy), "user");
    await recipient.shows().first().click();
    await page.getByText(password).waitFor();
    await press(clicks, recipient.button(fields.password.copy), "password");
    await press(clicks, recipient.button(generator.copy), "change");
    await pressToNewTab(page.getByRole("link", { name: tasks.mfa.action }), "MFA");
    await press(clicks, recipient.button(opened.erase), "erase");
    await page.getByText(form.erased).waitFor();
    expect(await page.content()).not.toContain(password);
    expect(await draftsIn(page)).toEqual([]);
    // One more than by a link: the file has to be chosen.
    expect(clicks.count).toBeLessThanOrEqual(8);
    const { requests } = ana;
    const consoles = requests.filter((request) => request.url().includes("signin.aws.amazon.com"));
    expect(consoles).toHaveLength(1);
    requests.splice(0, requests.length, ...requests.filter((each) => !consoles.includes(each)));
  }

  it("covers nothing that has the focus, at any size of text, in each form", async () => {
    const recipient = new Recipient(ana.page, language);
    const { page } = recipient;
    await page.setViewportSize(PHONE);
    await recipient.arrive();
    await recipient.makePadlock();
    const { guard, give } = t.receive;
    await expectNothingCovered(page, recipient.button(guard.browser.action), "guard");
    await page.getByRole("radio", { name: guard.file.title }).check();
    await expectNothingCovered(page, recipient.button(guard.file.action), "key file");
    await expectAccessible(page, "key file");
    await page.getByRole("radio", { name: guard.browser.title }).check();
    await recipient.keepInBrowser();
    await expectNothingCovered(page, recipient.button(guard.next), "kept");
    await recipient.press(guard.next);
    await expectNothingCovered(page, recipient.button(give.next), "give");
    await recipient.press(give.next);
    await expectNothingCovered(page, recipient.button(t.open.form.action), "open");

    const sender = new PortalUser(luis.page, language);
    await luis.page.setViewportSize(PHONE);
    await luis.page.goto(`/${language}/send/#hand`);
    const lock = sender.button(plural(t.send.lock, "one"));
    await lock.waitFor();
    await expectNothingCovered(luis.page, lock, "lock");
  });
});

/** Clicks what must be on the screen by then. */
async function press(clicks: Clicks, target: Locator, step: string): Promise<void> {
  await settles(target, step);
  await clicks.on(target);
}

/** Waits until an element is on the screen: the page may be moving to it. */
async function settles(target: Locator, step: string): Promise<void> {
  await target.waitFor();
  await vi.waitFor(() => expectOnScreen(target.page(), target, step), { timeout: 5000 });
}

/** Clicks the first place for files, which must be on the screen, and chooses a file. */
async function choose(page: Page, clicks: Clicks, file: string): Promise<void> {
  const place = page.locator("main label").filter({ has: page.locator("input[type=file]") });
  const [chooser] = await Promise.all([
    page.waitForEvent("filechooser"),
    press(clicks, place.first(), "a place for files"),
  ]);
  await chooser.setFiles(file);
}
