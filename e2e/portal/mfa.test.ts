import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { loadFailures } from "@pct/messages/failures";
import { portal as texts } from "@pct/messages/portal";
import type { Language } from "@pct/messages/portal";
import { generateTotp, parseTotpUri, totpUri } from "@pct/security";
import type { TotpEnrolment } from "@pct/security";
import type { Locator, Page } from "playwright";
import encodeQr from "qr";
import decodeQr from "qr/decode.js";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { expectAccessible } from "./accessibility.js";
import { UNUSUAL } from "./camera.js";
import { makeHugeFile } from "./huge-file.js";
import { hasBrowser, LANGUAGES, Portal } from "./portal.js";
import type { Visitor } from "./portal.js";
import { drop, filled, tabTo } from "./words.js";

/** A user turns MFA on, and compares the code with their phone. */

const SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";

let portal: Portal;
let folder = "";
const path = (name: string): string => join(folder, name);

beforeAll(async () => {
  if (!hasBrowser) return;
  folder = mkdtempSync(join(tmpdir(), "pct-mfa-"));
  portal = await Portal.start();
});
afterAll(async () => {
  if (!hasBrowser) return;
  await portal.close();
  rmSync(folder, { recursive: true });
});

describe.skipIf(!hasBrowser).each(LANGUAGES)("MFA, in %s", (language) => {
  const { aid, code: words, technical } = texts[language].mfa;
  let visitor: Visitor;
  let page: Page;
  let user: CodeUser;

  beforeEach(async () => {
    visitor = await portal.visitor({ locale: language });
    ({ page } = visitor);
    user = new CodeUser(page, language);
    await page.goto(`/${language}/mfa/`);
  });
  afterEach(async () => {
    await visitor.leave();
    expect(visitor.requests.filter((request) => request.postData() !== null)).toEqual([]);
    for (const secret of [SECRET, UNUSUAL.secret]) expect(visitor.sent()).not.toContain(secret);
  });

  it("shows the code for a secret, as an authenticator app does", async () => {
    await user.show("jbsw y3dp ehpk-3pxp jbsw y3dp ehpk 3pxp");
    await user.seesCodeOf({ secret: SECRET, account: "" });
    const left = await page.getByRole("img", { name: /\d/ }).innerText();
    expect(Number(left)).toBeGreaterThan(0);
    expect(Number(left)).toBeLessThanOrEqual(30);

    await user.press(words.copy);
    await page.getByText(words.copied).waitFor();
    await expectAccessible(page, "a code");
    await user.press(words.showQr);
    const shown = await textOf(page.getByRole("img", { name: words.qr }));
    expect(parseTotpUri(shown)).toMatchObject({ secret: SECRET, account: "MFA" });

    await user.press(words.another);
    expect(await user.field().inputValue()).toBe("");
    expect(await page.content()).not.toContain(SECRET);
    // Reads the clipboard as a user does, by pasting.
    await user.field().press("ControlOrMeta+V");
    expect(await user.field().inputValue()).toMatch(/^\d{6}$/);
  });

  it("reads an otpauth URI, and shows its QR code", async () => {
    const uri = totpUri(UNUSUAL);
    await user.show(uri);
    await user.seesCodeOf(UNUSUAL);
    const { issuer = "", account } = UNUSUAL;
    await page.getByText(filled(words.of, { issuer, account })).waitFor();
    await page.getByText(technical.title).click();
    await page.getByText("HMAC-SHA256").waitFor();

    await user.press(words.showQr);
    await page.getByText(words.qrCare).waitFor();
    await expectAccessible(page, "a QR code");
    const shown = await textOf(page.getByRole("img", { name: words.qr }));
    expect(parseTotpUri(shown)).toEqual(UNUSUAL);
    await user.press(words.hideQr);
    await page.getByRole("img", { name: words.qr }).waitFor({ state: "detached" });
  });

  it("reads the QR code in an image, and says where there is none", async () => {
    await user.givePicture("photo.gif", new TextEncoder().encode("GIF89a, so they say"));
    await page.getByText(aid.noQr).waitFor();
    await expectAccessible(page, "no QR code");
    makeHugeFile(path("huge.png"));
    await drop(page, user.dropZone(), path("huge.png"));
    await page.getByText(aid.noQr).waitFor();
    await user.givePicture("web.gif", encodeQr("https://example.org/", "gif", { scale: 4 }));
    await user.showsFailure("otp-secret-malformed");
    await user.givePicture("qr.gif", encodeQr(totpUri(UNUSUAL), "gif", { scale: 4 }));
    await user.seesCodeOf(UNUSUAL);
  });

  it("reads an export of several accounts, and shows the code of the chosen one", async () => {
    const { accounts } = texts[language].mfa;
    const exported =
      "otpauth-migration://offline?data=CiAKCkhlbGxvId6tvu8SB0FXUzphbmEaA0FXUyABKAEwAgoYCgpIZWxsbyHerb7vEgRsdWlzIAMoAjACEAEYASAAKMeoDw%3D%3D";
    await user.givePicture("export.gif", encodeQr(exported, "gif", { scale: 4 }));
    await page.getByText(accounts.title).waitFor();
    await expectAccessible(page, "a choice of accounts");
    await user.press("luis");
    const secret = "JBSWY3DPEHPK3PXP";
    await user.seesCodeOf({ secret, account: "luis", algorithm: "SHA512", digits: 8 });
    await user.press(words.another);
    await user.show(exported);
    await user.press(filled(words.of, { issuer: "AWS", account: "ana" }));
    await user.seesCodeOf({ secret, account: "ana" });
  });

  it("reads the QR code in the camera's picture", async () => {
    await visitor.context.grantPermissions(["camera"], { origin: portal.origin });
    await user.press(aid.camera);
    await user.seesCodeOf(UNUSUAL);
  });

  it("works without access to a camera", async () => {
    await user.press(aid.camera);
    await page.getByText(aid.cameraRefused).waitFor();
    await expectAccessible(page, "no camera");
    await user.press(aid.stopCamera);
    await page.getByText(aid.cameraRefused).waitFor({ state: "detached" });
  });

  it("explains what is wrong with a secret, and keeps it", async () => {
    await user.press(aid.show);
    await page.getByText(aid.missing).waitFor();
    await expectAccessible(page, "missing");
    await user.show("JBSWY3DPEHPK3PX1");
    await user.showsFailure("otp-secret-malformed");
    await expectAccessible(page, "malformed");
    expect(await user.field().inputValue()).toBe("JBSWY3DPEHPK3PX1");
    await user.show(`otpauth://hotp/a?secret=${SECRET}&counter=1`);
    await user.showsFailure("otp-uri-malformed");
  });

  it("keeps the input when the language changes, and drops it on leaving", async () => {
    const other = language === "es" ? "en" : "es";
    const there = new CodeUser(page, other);
    await user.field().fill(SECRET);
    await user.changeLanguage();
    await page.waitForURL(`/${other}/mfa/`);
    await there.field().waitFor();
    expect(await there.field().inputValue()).toBe(SECRET);
    await there.press(texts[other].mfa.aid.show);
    await there.seesCodeOf({ secret: SECRET, account: "" });
    await there.press(texts[other].mfa.code.showQr);
    await there.changeLanguage();
    await page.waitForURL(`/${language}/mfa/`);
    await user.seesCodeOf({ secret: SECRET, account: "" });
    await page.getByRole("img", { name: words.qr }).waitFor();

    await page.getByRole("link", { name: "PCT" }).first().click();
    await page.waitForURL(`/${language}/`);
    await page.goBack();
    await user.field().waitFor();
    expect(await user.field().inputValue()).toBe("");
    expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
  });

  it("works with the keyboard alone", async () => {
    const cloud = page.getByRole("link", { name: texts[language].mfa.gcp.title, exact: true });
    await tabTo(page, cloud);
    await page.keyboard.press("Enter");
    await page.waitForURL(/#gcp$/);
    // The next Tab continues from there.
    await page.keyboard.press("Tab");
    const link = page.locator("#gcp").getByRole("link").first();
    expect(await link.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(await link.getAttribute("rel")).toBe("noopener noreferrer");

    await tabTo(page, user.field());
    await page.keyboard.insertText(SECRET);
    await page.keyboard.press("Enter");
    await user.seesCodeOf({ secret: SECRET, account: "" });
    expect(await page.evaluate(() => document.activeElement === document.body)).toBe(false);
    await tabTo(page, page.getByRole("button", { name: words.showQr }));
    await page.keyboard.press("Space");
    await page.getByRole("img", { name: words.qr }).waitFor();
  });
});

describe.skipIf(!hasBrowser).each(LANGUAGES)("help, in %s", (language) => {
  it("expands its answers by keyboard", async () => {
    const visitor = await portal.visitor({ locale: language });
    const { page } = visitor;
    const { questions, failures } = texts[language].help;
    await page.goto(`/${language}/help/`);
    for (const group of [questions, failures]) {
      for (const entry of Object.values(group)) {
        if (typeof entry === "string") continue;
        const answer = page.getByText(entry.answer);
        expect(await answer.isVisible()).toBe(false);
        await tabTo(page, page.locator("summary").filter({ hasText: entry.question }));
        await page.keyboard.press("Enter");
        await answer.waitFor();
      }
    }
    await expectAccessible(page, "expanded");
    await visitor.leave();
  });
});

/** A user of the code generator, in their language. */
class CodeUser {
  readonly page: Page;
  readonly language: Language;

  constructor(page: Page, language: Language) {
    this.page = page;
    this.language = language;
  }

  async press(name: string): Promise<void> {
    await this.page.getByRole("button", { name, exact: true }).click();
  }

  field(): Locator {
    return this.page.getByLabel(texts[this.language].mfa.aid.label, { exact: true });
  }

  async show(source: string): Promise<void> {
    await this.field().fill(source);
    await this.press(texts[this.language].mfa.aid.show);
  }

  dropZone(): Locator {
    return this.page.locator("label").filter({ has: this.page.locator("input[type=file]") });
  }

  async givePicture(name: string, bytes: Uint8Array): Promise<void> {
    await this.page
      .getByLabel(texts[this.language].mfa.aid.image)
      .setInputFiles({ name, mimeType: "image/gif", buffer: Buffer.from(bytes) });
  }

  async changeLanguage(): Promise<void> {
    const { otherLanguage } = texts[this.language].shell;
    await this.page.getByRole("link", { name: otherLanguage, exact: true }).click();
  }

  /** Waits until the screen shows the current code. */
  async seesCodeOf({
    secret,
    digits = 6,
    period = 30,
    algorithm = "SHA1",
  }: TotpEnrolment): Promise<void> {
    const shown = this.page.locator("output");
    const isCurrent = async (): Promise<boolean> =>
      (await shown.innerText()).replace(" ", "") ===
      generateTotp(secret, { digits, period, algorithm });
    await expect.poll(isCurrent, { timeout: 30_000 }).toBe(true);
  }

  async showsFailure(code: "otp-secret-malformed" | "otp-uri-malformed"): Promise<void> {
    const { what, hint } = (await loadFailures(this.language))[code]();
    await this.page.getByText(what).waitFor();
    await this.page.getByText(hint).waitFor();
  }
}

/** Decodes a QR code from a screenshot, as a phone does. */
async function textOf(code: Locator): Promise<string> {
  const picture = (await code.screenshot()).toString("base64");
  const { data, ...size } = await code.page().evaluate(async (base64) => {
    const image = new Image();
    image.src = `data:image/png;base64,${base64}`;
    await image.decode();
    const { width, height } = image;
    const context = Object.assign(document.createElement("canvas"), { width, height }).getContext(
      "2d",
    );
    context?.drawImage(image, 0, 0);
    return { width, height, data: [...(context?.getImageData(0, 0, width, height).data ?? [])] };
  }, picture);
  return decodeQr({ ...size, data: Uint8Array.from(data) });
}
