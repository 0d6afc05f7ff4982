import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { portal as texts } from "@pct/messages/portal";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { pct } from "../peers.js";
import { expectAccessible } from "./accessibility.js";
import { DESKTOP, PHONE } from "./in-view.js";
import { hasBrowser, LANGUAGES, Portal } from "./portal.js";
import type { Visitor } from "./portal.js";
import { Recipient } from "./recipient.js";
import { ignoreFailedCalls, Requester } from "./requester.js";
import { hydrated } from "./words.js";

/** What goes wrong on small screens, with large text, and where a browser or a person refuses. */

let portal: Portal;
beforeAll(async () => {
  if (hasBrowser) portal = await Portal.start();
});
afterAll(async () => {
  if (hasBrowser) await portal.close();
});

describe.skipIf(!hasBrowser).each(LANGUAGES)("a small screen, in %s", (language) => {
  const t = texts[language];
  let visitor: Visitor;
  let folder = "";

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "pct-small-"));
    visitor = await portal.visitor({ locale: language, viewport: PHONE });
  });
  afterEach(async () => {
    await visitor.leave();
    rmSync(folder, { recursive: true });
  });

  it("selects what the browser does not let it copy, and scrolls a QR code into view", async () => {
    const { page } = visitor;
    const requester = new Requester(page, language);
    await page.addInitScript(() => {
      const refuse = (): Promise<void> => Promise.reject(new DOMException("no", "NotAllowedError"));
      // about:blank has no clipboard.
      if ("clipboard" in navigator) Object.assign(navigator.clipboard, { writeText: refuse });
    });
    await requester.arrive();
    const link = await requester.ask("AWS", "Ana");
    await requester.button(t.request.waiting.link.copy).click();
    await page.getByText(t.design.copy.refused).waitFor();
    const selected = "getSelection()?.toString() || document.activeElement?.value";
    await expect.poll(() => page.evaluate(selected)).toBe(link);
    await expectAccessible(page, "copying was refused");

    await requester.button(t.request.waiting.link.qr).click();
    const code = page.getByRole("img", { name: t.request.waiting.link.qrLabel });
    await code.waitFor();
    await expect
      .poll(async () => {
        const box = await code.boundingBox();
        return box !== null && box.y >= 0 && box.y + box.height <= PHONE.height;
      })
      .toBe(true);

    // What ends a request looks like it.
    const color = (name: string): Promise<string> =>
      requester.button(name).evaluate((element) => getComputedStyle(element).color);
    expect(await color(t.request.cancel.action)).not.toBe(await color(t.request.waiting.link.copy));
    const dangerous = await page.evaluate(() => {
      const probe = document.createElement("i");
      probe.className = "text-danger";
      document.body.append(probe);
      const { color } = getComputedStyle(probe);
      probe.remove();
      return color;
    });
    expect(await color(t.request.cancel.action)).toBe(dangerous);
  });

  it("says one thing at a time about a file and its key", async () => {
    const { page } = visitor;
    const requester = new Requester(page, language);
    for (const name of ["ana", "luis"]) {
      mkdirSync(join(folder, name));
      pct(folder, ["create", name, "--bits", "2048"]);
    }
    const sealed = join(folder, "sealed");
    pct(folder, ["encrypt", "-r", "ana/public_key.pem", "-o", sealed], { input: "x" });
    writeFileSync(join(folder, "a very long name of a key file, which has to wrap.pem"), "no key");
    await page.goto(`/${language}/tools/decrypt/`);
    await page.getByLabel(t.open.form.drop).setInputFiles(sealed);
    await page
      .getByLabel(t.open.form.keys.drop)
      .setInputFiles(join(folder, "luis/private_key.pem"));
    await page.getByText(t.open.form.keys.ready).waitFor();
    await requester.button(t.open.form.action).click();
    await requester.showsFailure("decryption-failed");
    // The failure of the key before says nothing of the next one.
    await requester.button(t.open.form.keys.remove).last().click();
    const long = join(folder, "a very long name of a key file, which has to wrap.pem");
    await page.getByLabel(t.open.form.keys.drop).setInputFiles(long);
    await requester.showsFailure("key-not-recognized");
    const said = page.locator("main").getByRole("alert").filter({ hasText: /\p{L}/u });
    expect(await said.count()).toBe(1);
    // The name wraps, its extension does not.
    const extension = page.getByText(".pem", { exact: true }).first();
    expect((await extension.boundingBox())?.height).toBeLessThan(40);
    await expectAccessible(page, "a key that can't be read");
  });

  it("says where something is made that this browser keeps nothing", async () => {
    const { page } = visitor;
    const { draft, credential } = t.send;
    // As a private window of some browsers does it, to the page and to the worker.
    const refuse = 'IDBFactory.prototype.open=()=>{throw new DOMException("no","SecurityError")};';
    await page.addInitScript(refuse);
    await page.route(/\/worker\/crypto-[^/]*\.js$/, async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: refuse + (await response.text()) });
    });
    const user = new Recipient(page, language);
    await page.goto(`/${language}/send/#hand`);
    await hydrated(page);
    await user.field(credential.username).fill("ana");
    await page.getByText(draft.refused).waitFor();
    await expectAccessible(page, "a form that is not kept");
    await page.reload();
    await hydrated(page);
    expect(await user.field(credential.username).inputValue()).toBe("");

    pct(folder, ["create", ".", "--bits", "2048"]);
    const document = { type: "pct.credential.v1", username: "ana", password: "first" };
    const args = ["encrypt", "-", "-r", "public_key.pem", "--format", "age", "-o", "sealed"];
    pct(folder, args, { input: JSON.stringify(document) });
    await user.arrive();
    await user.press(t.receive.make.haveKey);
    await user.chooseFile(join(folder, "sealed"));
    await page.getByLabel(t.open.form.keys.drop).setInputFiles(join(folder, "private_key.pem"));
    await page.getByText(t.open.form.keys.ready).waitFor();
    await user.press(t.open.form.action);
    await user.openStep(t.open.tasks.titles.change);
    await page.getByText(t.open.generator.refused).waitFor();
    expect(await page.getByText(t.open.generator.kept).count()).toBe(0);
    await expectAccessible(page, "a password that is not kept");
    await page.getByRole("link", { name: "PCT" }).first().click();
    await page.getByText(t.open.leave.refused).waitFor();
    await user.press(t.open.leave.stay);
    await page.getByRole("group", { name: t.open.generator.label }).waitFor();
  });

  it("wraps its header at twice the size of text, on every page", async () => {
    const { page } = visitor;
    for (const path of ["", "request/", "send/", "help/", "tools/"]) {
      await page.goto(`/${language}/${path}`);
      await hydrated(page);
      await page.evaluate(() => (document.documentElement.style.fontSize = "200%"));
      const overflow =
        "document.documentElement.scrollWidth - document.documentElement.clientWidth";
      expect(await page.evaluate(overflow), path).toBe(0);
      const cut = await page.evaluate(
        () =>
          [...document.querySelectorAll("header a, header button")].filter((element) => {
            const { left, right, width } = element.getBoundingClientRect();
            return width > 0 && (left < 0 || right > innerWidth);
          }).length,
      );
      expect(cut, path).toBe(0);
    }
  });

  it("shows short choices on one line, and aligns the words of quiet buttons", async () => {
    const { page } = visitor;
    await page.setViewportSize(DESKTOP);
    await page.goto(`/${language}/send/#hand`);
    const { credential, text, file } = t.send.content;
    for (const name of [credential, text, file]) {
      const title = page.getByText(name, { exact: true }).first();
      expect((await title.boundingBox())?.height, name).toBeLessThan(40);
    }
    await page.setViewportSize(PHONE);
    await page.goto(`/${language}/request/`);
    const button = page.getByRole("link", { name: t.request.manual.action });
    const words = await button.evaluate((element) => {
      const range = document.createRange();
      range.selectNodeContents(element);
      return range.getBoundingClientRect().x;
    });
    const above = await page.getByText(t.request.manual.text).boundingBox();
    expect(Math.abs(words - (above?.x ?? 0))).toBeLessThanOrEqual(2);
  });

  it("leads on from an address that has no page", async () => {
    const { page } = visitor;
    await page.goto(`/${language}/nothing-here/`);
    for (const [name, path] of [
      [t.site.notFound.receive, "request"],
      [t.site.notFound.send, "send"],
      [t.site.notFound.help, "help"],
    ] as const) {
      const link = page.getByRole("main").getByRole("link", { name, exact: true });
      expect(await link.getAttribute("href")).toBe(`/${language}/${path}/`);
    }
    await expectAccessible(page, "404");
    ignoreFailedCalls(visitor);
    visitor.problems.splice(0);
  });
});
