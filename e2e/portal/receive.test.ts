import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { portal as texts } from "@pct/messages/portal";
import type { Locator, Page } from "playwright";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { pct } from "../peers.js";
import { expectAccessible } from "./accessibility.js";
import { generateKeys, hasBrowser, LANGUAGES, Portal } from "./portal.js";
import type { Visitor } from "./portal.js";
import { Recipient } from "./recipient.js";
import { filled, plural } from "./words.js";

/** A recipient uses the portal, and the sender uses pct. Each can use what the other one makes. */

const PASSPHRASE = "canela martes ancla 58 tejado";
const CANARY = "Tr4sp4so-0Ol1I-canario";

let portal: Portal;
let folder = "";
const path = (name: string): string => join(folder, name);

beforeAll(async () => {
  if (hasBrowser) portal = await Portal.start();
});
afterAll(async () => {
  if (hasBrowser) await portal.close();
});

describe.skipIf(!hasBrowser).each(LANGUAGES)("receiving by hand, in %s", (language) => {
  let visitor: Visitor;
  let recipient: Recipient;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "pct-receive-"));
    visitor = await portal.visitor({ locale: language });
    recipient = new Recipient(visitor.page, language);
    await recipient.arrive();
  });
  afterEach(async () => {
    await visitor.leave();
    rmSync(folder, { recursive: true });
  });

  it("decrypts what pct encrypts to a key made here, also after a reload", async () => {
    await generateKeys(recipient.page);
    await recipient.arrive();
    await recipient.makePadlock();
    await recipient.keepInBrowser();
    await recipient.givePadlock(path("public_key.pem"));
    encryptWithPct("classic.txt", CANARY, "--format", "classic");
    encryptWithPct("age.txt", CANARY, "--format", "age");

    await recipient.goOn();
    await recipient.openFile(path("classic.txt"));
    await recipient.seesSecret(CANARY);
    await recipient.erase();
    await recipient.openText(readFileSync(path("age.txt"), "utf8"));
    await recipient.seesSecret(CANARY);

    await recipient.arrive();
    await recipient.page.getByText(recipient.t.kept.title).waitFor();
    expect(await recipient.page.content()).not.toContain(CANARY);
    await recipient.openFile(path("classic.txt"));
    await recipient.seesSecret(CANARY);
    expect(visitor.sent()).not.toContain(CANARY);
  });

  it("shows a credential as steps, and finds what was made with it when it is opened again", async () => {
    await recipient.makePadlock();
    await recipient.keepInBrowser();
    await recipient.givePadlock(path("public_key.pem"));
    const credential = {
      type: "pct.credential.v1",
      provider: "aws",
      account: "123456789012",
      username: "ana",
      password: CANARY,
      from: "Marta",
      files: [{ name: "keys.csv", data: Buffer.from("a,b\n").toString("base64") }],
    };
    writeFileSync(path("credential.json"), JSON.stringify(credential));
    pct(folder, ["encrypt", "credential.json", "-r", "public_key.pem", "--armor"]);

    await recipient.goOn();
    await recipient.openFile(path("credential.json.age"));
    const { page, t } = recipient;
    await page.getByRole("heading", { name: t.opened.credential.aws }).waitFor();
    await page.getByText(t.opened.confirm).waitFor();
    expect(await page.content()).not.toContain(CANARY);
    await recipient.seesSecret(CANARY);

    await recipient.press(t.fields.password.copy);
    await page.getByText(t.fields.password.copied).waitFor();
    expect(await recipient.isDone(t.tasks.titles.password)).toBe(true);
    const link = page.getByRole("link", { name: t.tasks.console.action });
    expect(await link.getAttribute("href")).toBe(
      "https://123456789012.signin.aws.amazon.com/console",
    );
    expect(await link.getAttribute("rel")).toBe("noopener noreferrer");

    await recipient.openStep(t.tasks.titles.change);
    await page.getByText(t.generator.options).click();
    // Reads the clipboard as a user does, by pasting.
    const length = page.getByLabel(t.generator.length);
    await length.fill("");
    await page.keyboard.press("ControlOrMeta+V");
    expect(await length.inputValue()).toBe(CANARY);
    await length.fill("24");
    await recipient.press(t.generator.again);
    await page.getByText(plural(t.generator.earlier, "one")).waitFor();
    await recipient.shows().first().click();
    const made = await page.getByRole("group", { name: t.generator.label }).innerText();
    expect(made.split("\n")[0]).toHaveLength(24);

    await recipient.openStep(t.tasks.titles.files);
    const csv = await recipient.saving(() =>
      page.getByRole("button", { name: "keys.csv" }).click(),
    );
    expect(csv.suggestedFilename()).toBe("keys.csv");

    // The state survives a change of the language.
    await page.getByRole("link", { name: language === "es" ? "English" : "Español" }).click();
    const other = new Recipient(page, language === "es" ? "en" : "es");
    await page.getByRole("heading", { name: other.t.opened.credential.aws }).waitFor();
    expect(await other.isDone(other.t.tasks.titles.password)).toBe(true);
    expect(await other.isDone(other.t.tasks.titles.files)).toBe(true);

    // Leaving the screen asks first, and wipes it.
    await page.getByRole("link", { name: "PCT" }).first().click();
    await page.getByText(other.t.leave.kept).waitFor();
    await expectAccessible(page, "leaving");
    await other.press(other.t.leave.leave);
    await page.waitForURL(/\/(?:es|en)\/$/);
    await page.getByRole("heading", { level: 1 }).filter({ hasNotText: other.t.title }).waitFor();
    await page.goBack();
    await page.getByText(other.t.kept.title).waitFor();
    expect(await page.content()).not.toContain(made.split("\n")[0]);

    // What was made with it is listed, for a person who does not open it again.
    const title = other.t.opened.credential.aws;
    const unfinished = page.getByRole("heading", {
      name: filled(other.t.begun.title, { title, username: "ana" }),
    });
    await unfinished.waitFor();
    await page.getByText(other.t.made.title).click();
    await expectAccessible(page, "unfinished");
    await other.shows().first().click();
    await page.getByText(made.split("\n")[0] ?? "").waitFor();

    await other.openFile(path("credential.json.age"));
    await page.getByRole("heading", { name: other.t.opened.credential.aws }).waitFor();
    expect(await other.isDone(other.t.tasks.titles.password)).toBe(true);
    expect(await other.isDone(other.t.tasks.titles.username)).toBe(false);
    await other.openStep(other.t.tasks.titles.change);
    await other.shows().first().click();
    await page.getByText(made.split("\n")[0] ?? "").waitFor();
    await other.erase();
    await page.getByText(other.t.kept.title).waitFor();
    expect(await unfinished.count()).toBe(0);
    await other.openFile(path("credential.json.age"));
    await page.getByRole("heading", { name: other.t.opened.credential.aws }).waitFor();
    expect(await other.isDone(other.t.tasks.titles.password)).toBe(false);
    expect(visitor.sent()).not.toContain(CANARY);
  });

  it("saves a key file that pct reads, and rates its passphrase", async () => {
    const { page } = recipient;
    const { label, again, weak, differ, suggest, unseen, copy } = texts[language].passphrase;
    await recipient.makePadlock();
    await page.getByRole("radio", { name: recipient.t.guard.file.title }).check();
    const fill = async (first: string, second: string): Promise<void> => {
      await page.getByLabel(label, { exact: true }).fill(first);
      await page.getByLabel(again, { exact: true }).fill(second);
    };
    // A phrase that was never seen would lose the key.
    await recipient.press(suggest);
    await page.getByText(texts[language].design.strength.score4, { exact: true }).waitFor();
    await recipient.press(recipient.t.guard.file.action);
    await page.getByText(unseen).waitFor();
    await expectAccessible(page, "unseen phrase");
    await recipient.press(copy);
    await page.getByText(unseen).waitFor({ state: "detached" });
    await fill("contraseña", "contraseña");
    await recipient.press(recipient.t.guard.file.action);
    await page.getByText(weak).waitFor();
    await fill(PASSPHRASE, `${PASSPHRASE}x`);
    await recipient.press(recipient.t.guard.file.action);
    await page.getByText(differ).waitFor();
    await fill(PASSPHRASE, PASSPHRASE);
    const file = await recipient.saving(() => recipient.press(recipient.t.guard.file.action));
    await file.saveAs(path("private_key.pem"));
    await recipient.givePadlock(path("public_key.pem"));

    writeFileSync(path("passphrase"), PASSPHRASE);
    encryptWithPct("secret.txt", CANARY, "--format", "classic");
    const opened = pct(folder, ["decrypt", "secret.txt", "--passphrase-file", "passphrase"]);
    expect(opened.toString()).toBe(CANARY);
    expect(readFileSync(path("private_key.pem"), "utf8")).toContain("ENCRYPTED PRIVATE KEY");
    expect(visitor.sent()).not.toContain(PASSPHRASE);
  });

  it("decrypts with a key file of pct, given its passphrase", async () => {
    const { page, t } = recipient;
    writeFileSync(path("passphrase"), PASSPHRASE);
    pct(folder, ["create", "--passphrase-file", "passphrase"]);
    encryptWithPct("secret.txt", CANARY);
    await recipient.press(t.make.haveKey);
    await recipient.chooseFile(path("secret.txt"));
    await recipient.press(t.form.action);
    await page.getByText(t.form.keys.missing).waitFor();

    await page.getByLabel(t.form.keys.drop).setInputFiles(path("private_key.pem"));
    await page.getByLabel(t.form.keys.passphrase).fill("no es esta");
    await recipient.press(t.form.action);
    await recipient.showsFailure("passphrase-wrong");
    expect(await page.getByLabel(t.form.keys.passphrase).inputValue()).toBe("no es esta");
    await page.getByLabel(t.form.keys.passphrase).fill(PASSPHRASE);
    await recipient.press(t.form.action);
    await recipient.seesSecret(CANARY);
    expect(visitor.sent()).not.toContain(PASSPHRASE);
  });

  it("explains why a file can't be decrypted, and keeps the input", async () => {
    const { page, t } = recipient;
    await recipient.makePadlock();
    await recipient.keepInBrowser();
    await recipient.givePadlock(path("public_key.pem"));
    encryptWithPct("mine.txt", CANARY, "--format", "age");
    mkdirSync(path("other"));
    pct(folder, ["create", "other"]);
    pct(folder, ["encrypt", "-r", "other/public_key.pem", "-o", "not-mine.txt"], {
      input: CANARY,
    });
    await recipient.goOn();

    await recipient.press(t.form.action);
    await page.getByText(t.form.missing).waitFor();
    await recipient.openFile(path("not-mine.txt"));
    await recipient.showsFailure("decryption-failed");
    await recipient.giveBytes("damaged.txt", damaged(readFileSync(path("mine.txt"))));
    await recipient.press(t.form.action);
    await recipient.showsFailure("decryption-failed");
    await recipient.chooseFile(path("public_key.pem"));
    await recipient.showsFailure("ciphertext-not-recognized", { found: "public-key" });
    await recipient.chooseFile(path("other/private_key.pem"));
    await recipient.showsFailure("ciphertext-not-recognized", { found: "private-key" });
    await recipient.giveBytes("empty.age", Buffer.alloc(0));
    await recipient.showsFailure("ciphertext-empty");
    await recipient.giveBytes("noise.bin", Buffer.alloc(70_000, 0xc3));
    await recipient.showsFailure("ciphertext-not-recognized", { found: "unknown" });
    await recipient.openText("hola, aquí está la clave");
    await recipient.showsFailure("ciphertext-not-recognized", { found: "unknown" });
    expect(await page.getByLabel(t.form.paste).inputValue()).toBe("hola, aquí está la clave");

    await recipient.openFile(path("mine.txt"));
    await recipient.seesSecret(CANARY);
  });

  it("shows untrusted names and texts as text", async () => {
    const { page, t } = recipient;
    const markup = '<img src=x onerror="document.title=1">';
    await recipient.makePadlock();
    await recipient.keepInBrowser();
    await recipient.givePadlock(path("public_key.pem"));
    const hostile = {
      type: "pct.credential.v1",
      signInUrl: "javascript:document.title=1",
      username: markup,
      password: "x",
      note: markup,
      from: `${markup}\u202E`,
      files: [
        { name: "../../x", data: "eA==" },
        { name: "<img src=x onerror=1>", data: "eA==" },
      ],
    };
    writeFileSync(path("hostile.json"), JSON.stringify(hostile));
    pct(folder, ["encrypt", "hostile.json", "-r", "public_key.pem"]);
    await recipient.goOn();
    await recipient.giveBytes(`${markup}.age`, readFileSync(path("hostile.json.age")));
    await page.getByText(`${markup}.age`).waitFor();
    await recipient.press(t.form.action);

    await page.getByText(withName(t.opened.from, `${markup}\\u202e`)).waitFor();
    await page.getByText(t.tasks.console.unsafe).waitFor();
    expect(await page.getByRole("link", { name: t.tasks.console.action }).count()).toBe(0);
    expect(await page.locator("main img").count()).toBe(0);
    expect(await page.title()).not.toBe("1");
    await recipient.openStep(t.tasks.titles.files);
    const save = page.getByRole("list", { name: t.fields.files.title }).getByRole("button");
    const plain = await recipient.saving(() => save.nth(0).click());
    expect(plain.suggestedFilename()).toBe("x");
    const marked = await recipient.saving(() => save.nth(1).click());
    expect(marked.suggestedFilename()).toBe("_img src=x onerror=1_");
  });

  it("shows hidden characters of what was received, and says when they are copied", async () => {
    const { page, t } = recipient;
    const { exact } = texts[language].design.copy;
    await recipient.makePadlock();
    await recipient.keepInBrowser();
    await recipient.givePadlock(path("public_key.pem"));
    const hidden = {
      type: "pct.credential.v1",
      username: "ad\u200Bmin\u007F",
      password: "visible\rhidden\u009B\u202Etxt",
      account: "one\ntwo",
      note: "a\u00ADb\u2060c\u200Dd",
      from: "Ma\u200Crta\u0085",
    };
    writeFileSync(path("hidden.json"), JSON.stringify(hidden));
    pct(folder, ["encrypt", "hidden.json", "-r", "public_key.pem"]);
    await recipient.goOn();
    const bytes = readFileSync(path("hidden.json.age"));
    await recipient.giveBytes("in\u200Bvoice\u202Efdp.age", bytes);
    await page.getByText("in\\u200bvoice\\u202efdp.age").waitFor();
    await recipient.press(t.form.action);

    await page.getByText(withName(t.opened.from, "Ma\\u200crta\\u0085")).waitFor();
    await page.getByText("a\\u00adb\\u2060c\\u200dd").waitFor();
    await page.getByText("one\ntwo").waitFor();
    await recipient.press(t.fields.account.copy);
    await page.getByText(t.fields.account.copied).filter({ hasText: exact }).waitFor();
    await recipient.openStep(t.tasks.titles.username);
    await page.getByText("ad\\u200bmin\\u007f", { exact: true }).waitFor();
    await recipient.openStep(t.tasks.titles.password);
    await recipient.shows().first().click();
    await page.getByText("visible\\u000dhidden\\u009b\\u202etxt", { exact: true }).waitFor();
    await expectAccessible(page, "hidden characters");
    for (const field of ["password", "username"] as const) {
      await recipient.openStep(t.tasks.titles[field]);
      await recipient.press(t.fields[field].copy);
      await page.getByText(t.fields[field].copied).filter({ hasText: exact }).waitFor();
    }
    await recipient.arrive();
    await page.getByText(t.kept.title).waitFor();
    const lines = "alfa-1\nbeta-2";
    pct(folder, ["encrypt", "-r", "public_key.pem", "-o", "lines.txt"], { input: lines });
    await recipient.openFile(path("lines.txt"));
    await recipient.seesSecret("alfa-1");
    await recipient.press(t.opened.copySecret);
    await page.getByText(t.opened.secretCopied).filter({ hasText: exact }).waitFor();
  });

  it("forgets a key only after a confirmation", async () => {
    const { page, t } = recipient;
    await recipient.makePadlock();
    await recipient.keepInBrowser();
    await recipient.arrive();
    const forget = page.getByRole("button", { name: t.kept.forget.replace(/<.*/, "") });
    await forget.click();
    await page.getByText(t.kept.dialog.text).waitFor();
    await page.keyboard.press("Escape");
    await page.getByText(t.kept.dialog.text).waitFor({ state: "detached" });
    await forget.click();
    await recipient.press(t.kept.dialog.confirm);
    await page.getByText(t.kept.forgotten).waitFor();
    await recipient.arrive();
    await recipient.button(t.make.action).waitFor();
  });

  it("works with the keyboard alone", async () => {
    const { page, t } = recipient;
    const go = async (name: string): Promise<void> => {
      await tabTo(page, recipient.button(name));
      await page.keyboard.press("Enter");
    };
    await go(t.make.action);
    await go(t.guard.browser.action);
    await page.getByText(t.guard.browser.done).waitFor();
    await go(t.guard.next);
    const file = await recipient.saving(() => go(t.give.download));
    await file.saveAs(path("public_key.pem"));
    encryptWithPct("secret.txt", CANARY, "--format", "age");
    await go(t.give.next);
    await tabTo(page, page.getByLabel(t.form.paste));
    await page.keyboard.insertText(readFileSync(path("secret.txt"), "utf8"));
    await go(t.form.action);
    await page.getByRole("heading", { name: t.opened.text }).waitFor();
    await tabTo(page, recipient.shows().first());
    await page.keyboard.press("Enter");
    await page.getByText(CANARY).waitFor();
    await go(t.opened.erase);
    await page.getByText(t.form.erased).waitFor();
    expect(await page.evaluate(() => document.activeElement === document.body)).toBe(false);
  });
});

/** The sentence that says from whom something is. */
function withName(message: string, from: string): string {
  return message.replace(/<\/?name>/g, "").replace("{from}", from);
}

/** Encrypts a secret to the public key that was given, with pct. */
function encryptWithPct(name: string, secret: string, ...options: string[]): void {
  pct(folder, ["encrypt", "-r", "public_key.pem", "-o", name, ...options], { input: secret });
}

/** Changes one letter of the content. */
function damaged(armored: Buffer): Buffer {
  const text = armored.toString();
  const at = text.indexOf("\n-----END") - 30;
  return Buffer.from(text.slice(0, at) + (text[at] === "A" ? "B" : "A") + text.slice(at + 1));
}

async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  for (let presses = 0; presses < 60; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error("the keyboard does not reach it");
}
