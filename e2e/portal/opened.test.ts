import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { portal as texts } from "@pct/messages/portal";
import type { Locator, Page } from "playwright";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";

import { pct } from "../peers.js";
import { expectAccessible } from "./accessibility.js";
import {
  CONSOLE,
  CREDENTIAL,
  deliver,
  draftsIn,
  newPassword,
  PASSWORD,
  PHONE,
  receive,
  withdraw,
} from "./opened-credential.js";
import { expectOnScreen } from "./in-view.js";
import { losesNothing } from "./killed-tab.js";
import { hasBrowser, LANGUAGES, Portal } from "./portal.js";
import type { Visitor } from "./portal.js";
import { claimTokenOf, idIn, ignoreFailedCalls, Requester } from "./requester.js";
import { plural } from "./words.js";

/** What a recipient does with an opened credential, until it is erased. Nothing is lost on the way. */

const PASSPHRASE = "canela martes ancla 58 tejado";
const DESKTOP = { width: 1280, height: 800 };

let portal: Portal;
let folder = "";
let visitor: Visitor;
const path = (name: string): string => join(folder, name);

beforeAll(async () => {
  if (hasBrowser) portal = await Portal.start();
});
afterAll(async () => {
  if (hasBrowser) await portal.close();
});

/** The state of a request at the relay. */
async function stateOf(id: string): Promise<string> {
  const answer = await fetch(`${portal.origin}/api/v1/requests/${id}`);
  return ((await answer.json()) as { state: string }).state;
}

/** Pixels of an element that are in view; throws if anything covers its middle. */
async function isInView(target: Locator): Promise<boolean> {
  await target.waitFor();
  return target.evaluate((element) => {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    const isInside = left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight;
    const middle = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    return isInside && element.contains(middle);
  });
}

async function heightOf(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollHeight);
}

describe.skipIf(!hasBrowser).each(LANGUAGES)("an opened credential, in %s", (language) => {
  let requester: Requester;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "pct-opened-"));
    visitor = await portal.visitor({ locale: language, viewport: PHONE });
    requester = new Requester(visitor.page, language);
  });
  afterEach(async () => {
    await visitor.leave();
    expect(visitor.sent()).not.toContain(PASSWORD);
    rmSync(folder, { recursive: true });
  });

  it.each([PHONE, DESKTOP])(
    "takes seven clicks from its arrival to its end, each in view, at $width px",
    async (viewport) => {
      const { page, t, open } = requester;
      await visitor.context.route(CONSOLE, (route) => route.fulfill({ body: "console" }));
      await page.setViewportSize(viewport);
      await recordCopies(page);
      await receive(portal, requester, CREDENTIAL);
      let clicks = 0;
      const click = async (target: Locator): Promise<void> => {
        await expect.poll(() => isInView(target), { message: "in view" }).toBe(true);
        await target.click();
        clicks += 1;
      };
      const clickToNewTab = async (target: Locator): Promise<void> => {
        const [tab] = await Promise.all([visitor.context.waitForEvent("page"), click(target)]);
        await tab.waitForLoadState();
        await tab.close();
      };
      const { titles } = open.tasks;

      await click(requester.button(t.arrived.action));
      await requester.heading(open.opened.credential.aws).waitFor();
      // The password is reachable, and the note is shown, from the top of the page.
      await page.getByText(CREDENTIAL.note).waitFor();
      expect(await page.evaluate(() => scrollY)).toBe(0);
      expect(await isInView(requester.step(titles.password))).toBe(true);
      expect(await heightOf(page)).toBeLessThan(1600);
      expect(await page.content()).not.toContain(PASSWORD);

      await clickToNewTab(page.getByRole("link", { name: open.tasks.console.action }));
      await click(requester.button(open.fields.username.copy));
      await expectFocus(requester.step(titles.password));
      await click(requester.button(open.fields.password.copy));
      await expectFocus(requester.step(titles.change));
      await click(requester.button(open.generator.copy));
      await expect
        .poll(() => copies(page))
        .toEqual([CREDENTIAL.username, PASSWORD, expect.stringMatching(/^\S{20}$/)]);
      await clickToNewTab(page.getByRole("link", { name: open.tasks.mfa.action }));
      expect(await heightOf(page)).toBeLessThan(1600);
      await expectFocus(requester.step(t.opened.saved.title));
      await click(requester.button(t.opened.saved.action));
      expect(clicks).toBeLessThanOrEqual(7);

      // Nothing was left open, so that it is erased without a question, after the time to undo.
      await requester.heading(t.erasing.title).waitFor();
      expect(await isInView(requester.button(t.erasing.undo))).toBe(true);
      await requester.button(t.erasing.now).click();
      await requester.heading(t.received.title).waitFor();
      expect(await draftsIn(page)).toEqual([]);
      // The console is the only other host that was called.
      const others = visitor.requests.filter((request) => request.url() === CONSOLE);
      expect(others).toHaveLength(1);
      visitor.requests.splice(0, visitor.requests.length);
    },
  );

  async function expectFocus(target: Locator): Promise<void> {
    await expect
      .poll(() => target.evaluate((element) => element === document.activeElement))
      .toBe(true);
  }

  it("asks before it erases what is not finished, tells the relay nothing for ten seconds, and can undo it", async () => {
    const { page, t, open } = requester;
    const { titles } = open.tasks;
    const id = await receive(portal, requester, CREDENTIAL);
    await requester.openIt();
    await requester.openStep(titles.username);
    await requester.press(open.fields.username.copy);
    await newPassword(requester);
    // The step stays as high as a phone can show, whatever is unfolded in it.
    await page.getByText(open.generator.options).click();
    for (const count of ["one", "other"] as const) {
      await requester.press(open.generator.again);
      await page.getByText(plural(open.generator.earlier, count, 2)).waitFor();
    }
    await requester.field(open.generator.length).fill("7");
    await requester.press(open.generator.again);
    await page.getByText(open.generator.outside.split("{")[0] ?? "").waitFor();
    expect(await heightOf(page)).toBeLessThan(1600);
    await page.getByText(plural(open.generator.earlier, "other", 2)).click();
    await page.getByText(open.generator.earlierText).waitFor();
    await requester.field(open.generator.length).waitFor({ state: "hidden" });
    await requester.shows().last().click();
    expect(await heightOf(page)).toBeLessThan(1600);
    await expectAccessible(page, "earlier passwords");
    const made = await newPassword(requester);
    await requester.openStep(t.opened.saved.title);
    await requester.press(t.opened.saved.action);
    await requester.heading(open.unfinished.title).waitFor();
    await page.getByText(open.unfinished.password).waitFor();
    await page.getByText(plural(open.unfinished.tasks, "other", 4)).waitFor();
    await page.getByRole("listitem").filter({ hasText: titles.mfa }).last().waitFor();
    await expectAccessible(page, "unfinished");
    await requester.press(open.unfinished.keep);
    await requester.press(t.opened.saved.action);
    await requester.press(open.unfinished.confirm);
    await requester.heading(t.erasing.title).waitFor();
    await expectAccessible(page, "erasing");
    await requester.press(t.erasing.undo);
    expect(await requester.isDone(titles.username)).toBe(true);
    expect(await newPassword(requester)).toBe(made);

    // A tab that is closed in this time erases nothing.
    await requester.openStep(t.opened.saved.title);
    await requester.press(t.opened.saved.action);
    await requester.press(open.unfinished.confirm);
    await requester.heading(t.erasing.title).waitFor();
    await page.close();
    const again = new Requester(await visitor.context.newPage(), language);
    await again.arrive(id);
    await again.arrives();
    await again.page.getByText(t.arrived.resumedPassword).waitFor();
    await expectAccessible(again.page, "resumed");
    await again.openIt();
    expect(await again.isDone(titles.username)).toBe(true);
    expect(await newPassword(again)).toBe(made);

    // Ten seconds without a word to the relay.
    const since = visitor.requests.length;
    await again.openStep(t.opened.saved.title);
    await again.press(t.opened.saved.action);
    await again.press(open.unfinished.confirm);
    await again.heading(t.erasing.title).waitFor();
    const start = Date.now();
    await again.heading(t.received.title).waitFor();
    expect(Date.now() - start).toBeGreaterThan(8000);
    const deletions = visitor.requests.slice(since).filter((sent) => sent.method() === "DELETE");
    expect(deletions).toHaveLength(1);
    expect(deletions[0]?.timing().startTime).toBeGreaterThan(start + 8000);
    expect(await draftsIn(again.page)).toEqual([]);
  });

  it("leads on when the sender has taken it back, or sent another one", async () => {
    const { page, t, open } = requester;
    const { saved } = t.opened;
    await requester.arrive();
    const id = idIn(await requester.ask("AWS"));
    await requester.waits();
    const first = await deliver(portal, id, CREDENTIAL);
    await requester.openIt();
    const made = await newPassword(requester);
    await withdraw(portal, id, first);
    await eraseInVain();
    await requester.showsFailure("not-delivered");
    const wait = requester.button(saved.wait);
    await vi.waitFor(() => expectOnScreen(page, wait, "withdrawn"));
    await expectAccessible(page, "withdrawn");
    await wait.click();
    await requester.heading(t.waiting.title).waitFor();
    await requester.heading(open.made.title).waitFor();

    const third = await deliver(portal, id, { ...CREDENTIAL, from: "third" });
    await requester.openIt();
    await page.getByText("third").waitFor();
    expect(await newPassword(requester)).toBe(made);
    await withdraw(portal, id, third);
    await deliver(portal, id, { ...CREDENTIAL, from: "fourth" });
    await eraseInVain();
    await requester.showsFailure("delivery-changed");
    await requester.press(saved.see);
    await requester.openIt();
    await page.getByText("fourth").waitFor();
    expect(await newPassword(requester)).toBe(made);
    await requester.erase();
    ignoreFailedCalls(visitor);
  });

  /** Confirms what the relay refuses to erase. */
  async function eraseInVain(): Promise<void> {
    const { t } = requester;
    const now = requester.button(t.erasing.now);
    await requester.pressErase(t.opened.saved.title, t.opened.saved.action, now);
    await now.click();
  }

  it("completes the erasure when the person goes to another screen of the portal", async () => {
    const { page, t } = requester;
    const id = await receive(portal, requester, {
      ...CREDENTIAL,
      password: undefined,
      username: undefined,
    });
    await requester.openIt();
    const { title, action } = t.opened.saved;
    await requester.pressErase(title, action, requester.button(t.erasing.now));
    await page.getByRole("link", { name: "PCT" }).first().click();
    await page.waitForURL(/\/(?:es|en)\/$/);
    await expect.poll(() => stateOf(id)).toBe("received");
    await requester.arrive(id);
    await requester.heading(t.received.title).waitFor();
  });

  it("keeps what was made through an outage, in two tabs and two languages", async () => {
    const { page, open } = requester;
    const { titles } = open.tasks;
    const id = await receive(portal, requester, CREDENTIAL);
    await requester.openIt();
    const first = await newPassword(requester);

    // Closing the tab, going back and another request are asked about.
    const [dialog] = await Promise.all([
      page.waitForEvent("dialog"),
      page.close({ runBeforeUnload: true }),
    ]);
    expect(dialog.type()).toBe("beforeunload");
    await dialog.dismiss();
    const leave: readonly (() => Promise<void>)[] = [
      () =>
        page.evaluate(() => {
          history.back();
        }),
      () => page.getByRole("link", { name: requester.t.all }).click(),
    ];
    for (const act of leave) {
      await act();
      await page.getByText(open.leave.kept).waitFor();
      await requester.press(open.leave.stay);
      expect(page.url()).toContain(id);
      expect(await newPassword(requester)).toBe(first);
    }

    // Without the server, the credential can't be opened: the password is there all the same.
    await page.route("**/api/v1/**", (route) => route.abort("connectionrefused"));
    await requester.press(open.generator.copy);
    await expect.poll(() => requester.isDone(titles.change)).toBe(true);
    await page.reload();
    await requester.heading(open.made.title).waitFor();
    await expectAccessible(page, "made here");
    await requester.shows().first().click();
    await page.getByText(first).waitFor();
    await page.unroute("**/api/v1/**");
    await page.evaluate(() => dispatchEvent(new Event("online")));
    await requester.openIt();
    expect(await requester.isDone(titles.change)).toBe(true);

    // Another tab sees what this one makes, and the other way round.
    const other = new Requester(await visitor.context.newPage(), language);
    await other.arrive(id);
    await other.openIt();
    expect(await newPassword(other)).toBe(first);
    await other.page.getByText(open.generator.options).click();
    await other.press(open.generator.again);
    await other.page.getByText(plural(open.generator.earlier, "one")).waitFor();
    const second = await newPassword(other);
    expect(await newPassword(requester)).toBe(second);
    await requester.openStep(titles.username);
    await requester.press(open.fields.username.copy);
    await expect.poll(() => other.isDone(titles.username)).toBe(true);
    await other.page.close();

    await page
      .getByRole("link", { name: texts[language].shell.otherLanguage, exact: true })
      .click();
    const inOther = new Requester(page, language === "es" ? "en" : "es");
    await inOther.heading(inOther.open.opened.credential.aws).waitFor();
    expect(await inOther.isDone(inOther.open.tasks.titles.username)).toBe(true);
    expect(await newPassword(inOther)).toBe(second);
    await page.getByText(plural(inOther.open.generator.earlier, "one")).click();
    await inOther.shows().first().click();
    await page.getByText(first).waitFor();

    // The request ends elsewhere: the passwords stay until they are erased.
    const claimToken = claimTokenOf(visitor, id);
    const answer = await fetch(`${portal.origin}/api/v1/requests/${id}`, {
      method: "DELETE",
      headers: { authorization: `Bearer ${claimToken}` },
    });
    expect(answer.status).toBe(204);
    await page.reload();
    await inOther.heading(inOther.open.made.title).waitFor();
    await inOther.press(inOther.open.made.erase);
    await inOther.press(inOther.open.made.confirm);
    await inOther.heading(inOther.open.made.title).waitFor({ state: "detached" });
    expect(await draftsIn(page)).toEqual([]);
    ignoreFailedCalls(visitor);
  });

  it("saves it in a file that a passphrase opens, and says where else it may be kept", async () => {
    const { page, t, open } = requester;
    const { saving } = open;
    await receive(portal, requester, CREDENTIAL);
    await requester.openIt();
    const made = await newPassword(requester);
    await requester.openStep(t.opened.saved.title);
    await requester.press(saving.action);
    await page.getByText(saving.never).waitFor();
    await requester.press(saving.file.start);
    const { label, again } = texts[language].passphrase;
    await page.getByLabel(label, { exact: true }).fill(PASSPHRASE);
    await page.getByLabel(again, { exact: true }).fill(PASSPHRASE);
    await expectAccessible(page, "how to save it");
    const file = await requester.saving(() => requester.press(saving.file.action));
    await file.saveAs(path("credential.json.age"));
    await page.getByText(saving.file.done.replace("{name}", "credential.json.age")).waitFor();
    writeFileSync(path("passphrase"), PASSPHRASE);
    const args = ["decrypt", "credential.json.age", "--passphrase-file", "passphrase"];
    const content = JSON.parse(pct(folder, args).toString()) as object;
    expect(content).toMatchObject({ password: made, previousPassword: PASSWORD });
    // The password counts as saved.
    await requester.press(saving.close);
    await requester.press(t.opened.saved.action);
    await requester.heading(open.unfinished.title).waitFor();
    expect(await page.getByText(open.unfinished.password).count()).toBe(0);
    await requester.press(open.unfinished.keep);
    expect(readFileSync(path("credential.json.age"), "latin1")).not.toContain(made);
  });

  it("shows a note as prose, a key or JSON as code, and a text with a sender's name as a secret text", async () => {
    const { page, open, t } = requester;
    const prose =
      "שלום Ana 👩‍🚀: «entra» ya; un_nombre_muy_largo_que_no_cabe_en_un_teléfono_0123456789.";
    await receive(portal, requester, { ...CREDENTIAL, note: prose, from: "Ana \u202E🔑" });
    await requester.openIt();
    const note = page.getByText(prose);
    expect(await note.evaluate((element) => getComputedStyle(element).fontFamily)).not.toMatch(
      /mono/i,
    );
    expect(await note.evaluate((element) => getComputedStyle(element).wordBreak)).toBe("normal");
    await page.getByText("Ana \\u202e🔑").waitFor();
    await expectAccessible(page, "note");

    const json =
      '{\n  "type": "service_account",\n  "private_key_id": "0123456789abcdef0123456789abcdef"\n}';
    await receive(portal, requester, { ...CREDENTIAL, note: json, password: undefined });
    await requester.openIt();
    await requester.heading(open.opened.credential.aws).waitFor();
    expect(await page.locator("pre code").innerText()).toBe(json);

    const text = "La clave de la caja es 4-8-15.\nNo la anotes.";
    await receive(portal, requester, { type: "pct.credential.v1", note: text, from: "Marta" });
    await requester.openIt();
    await requester.heading(open.opened.text).waitFor();
    await page.getByText("Marta").waitFor();
    expect(await page.content()).not.toContain("4-8-15");
    // Not even looked at.
    await requester.press(t.opened.saved.action);
    await page.getByText(open.unfinished.text).waitFor();
    await requester.press(open.unfinished.keep);
    await requester.shows().first().click();
    const shown = page.getByText("La clave de la caja es 4-8-15.");
    expect(await shown.evaluate((element) => getComputedStyle(element).fontFamily)).not.toMatch(
      /mono/i,
    );
    await requester.press(t.opened.saved.action);
    await requester.heading(t.erasing.title).waitFor();
    await requester.press(t.erasing.now);
    await requester.heading(t.received.title).waitFor();
  });
});

/** Records what the page copies: its policy lets no script read the clipboard. */
async function recordCopies(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const copied: string[] = [];
    const { clipboard } = navigator as { clipboard?: Clipboard };
    if (clipboard === undefined) return;
    const write = clipboard.writeText.bind(clipboard);
    clipboard.writeText = async (text) => {
      await write(text);
      copied.push(text);
    };
    Object.assign(globalThis, { copied });
  });
}

async function copies(page: Page): Promise<string[]> {
  return page.evaluate(() => (globalThis as unknown as { copied: string[] }).copied);
}

describe.skipIf(!hasBrowser)("a tab that is killed", () => {
  it("loses nothing that was on the screen, at six random points", async () => {
    await losesNothing(portal, 6);
  });
});
