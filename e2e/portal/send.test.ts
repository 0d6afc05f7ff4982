import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { portal as texts } from "@pct/messages/portal";
import type { Language } from "@pct/messages/portal";
import type { Download, Locator, Page } from "playwright";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { vectorsFolder } from "@pct/tooling/vectors";
import { output, pct, peer } from "../peers.js";
import { expectAccessible } from "./accessibility.js";
import { makeHugeFile } from "./huge-file.js";
import { PortalUser } from "./portal-user.js";
import { hasBrowser, LANGUAGES, Portal } from "./portal.js";
import type { Visitor } from "./portal.js";
import { drop, filled, plural, tabTo } from "./words.js";

const PASTED = fileURLToPath(new URL("../../packages/core/vectors/pasted", import.meta.url));

/** A sender uses the portal. The recipient decrypts with pct or age. */

const CANARY = "C4n4r10-0Ol1I-secreto";
const MARKUP = "<img src=x onerror=document.title=1>";

let portal: Portal;
let keys = "";
let folder = "";
const path = (name: string): string => join(folder, name);
const key = (name: string): string => join(keys, name);

beforeAll(async () => {
  if (!hasBrowser) return;
  portal = await Portal.start();
  keys = mkdtempSync(join(tmpdir(), "pct-send-keys-"));
  pct(keys, ["create"]);
});
afterAll(async () => {
  if (!hasBrowser) return;
  await portal.close();
  rmSync(keys, { recursive: true });
});

describe.skipIf(!hasBrowser).each(LANGUAGES)("sending by hand, in %s", (language) => {
  let visitor: Visitor;
  let sender: Sender;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "pct-send-"));
    visitor = await portal.visitor({ locale: language });
    sender = new Sender(visitor.page, language);
    await sender.arrive();
  });
  afterEach(async () => {
    await visitor.leave();
    expect(visitor.sent()).not.toContain(CANARY);
    expect(visitor.requests.filter((request) => request.postData() !== null)).toEqual([]);
    rmSync(folder, { recursive: true });
  });

  it("shows where a request link leads that is pasted as a key", async () => {
    const { page, say } = sender;
    const { paste } = say.recipients;
    const { link: words } = texts[language].design;
    const link = `https://pct.example.org/s/${"A".repeat(43)}`;
    const host = "eur01.safelinks.protection.outlook.com";
    await page
      .getByLabel(paste)
      .fill(`https://${host}/?url=${encodeURIComponent(`${link}#for=x`)}`);
    await page.getByLabel(paste).blur();
    await page.getByText(filled(words.taken, { host })).waitFor();
    await page.getByText(filled(words.check, { host: "pct.example.org" })).waitFor();
    const open = page.getByRole("link", { name: words.open });
    expect(await open.getAttribute("href")).toBe(`${link}#for=x`);
    await expectAccessible(page, "a link in place of a key");
  });

  it("takes several padlocks at once, and says what it left out", async () => {
    const { page, say, t } = sender;
    const { paste, ready, remove, replace } = say.recipients;
    // The keys that a code host shows of a user: RSA, Ed25519, and one of another kind.
    const codeHost = readFileSync(join(PASTED, "github.keys"), "utf8");
    await page.getByLabel(paste).fill(codeHost);
    await page.getByText(ready).nth(1).waitFor();
    expect(await page.getByText(ready).count()).toBe(2);
    await page.getByText(plural(say.recipients.leftOut, "one")).waitFor();
    await expectAccessible(page, "several padlocks");

    // The second one is replaced by the padlock of a certificate, and a third follows it.
    await page.getByRole("button", { name: replace }).nth(1).click();
    const both = [
      readFileSync(join(PASTED, "certificate.pem"), "utf8"),
      readFileSync(key("public_key.pem"), "utf8"),
    ].join("\n");
    await page.getByLabel(paste).fill(both);
    await page.getByText(ready).nth(2).waitFor();
    await page.getByText(say.recipients.certificate).waitFor();
    await page.getByRole("button", { name: remove }).first().click();
    expect(await page.getByText(ready).count()).toBe(2);
    expect(await page.getByText(plural(say.recipients.leftOut, "one")).count()).toBe(0);
    await sender.choose(t.content.text);
    await page.getByLabel(t.text.label, { exact: true }).fill(CANARY);
    await sender.lockAndSave("file_encrypted.txt", "other");
    const open = ["decrypt", "-i", key("private_key.pem")];
    expect(pct(folder, open).toString()).toBe(CANARY);
    const other = ["decrypt", "-i", join(PASTED, "private_key.pem")];
    expect(pct(folder, other).toString()).toBe(CANARY);
  });

  it("encrypts a credential, which pct and age decrypt", async () => {
    const { page, t } = sender;
    await sender.givePadlock(key("public_key.pem"));
    await sender.field(t.credential.service).selectOption("azure");
    await sender.type(t.credential.account.azure, "contoso.example");
    await sender.type(t.credential.signInUrl, " portal.example/login ");
    await sender.type(t.credential.username, "ana@contoso.example");
    await sender.type(t.credential.password, CANARY);
    await sender.type(t.credential.note, `${MARKUP}\nñandú`);
    await sender.type(t.credential.from, "Marta");
    await page.getByLabel(t.credential.files).setInputFiles({
      name: "keys.csv",
      mimeType: "text/csv",
      buffer: Buffer.from(`id,${CANARY}\n`),
    });
    await expectAccessible(page, "filled in");
    const file = await sender.lockAndSave("credential.age");
    await expectAccessible(page, "sent");

    const opened = pct(folder, ["decrypt", "credential.age", "-i", key("private_key.pem")]);
    expect(JSON.parse(opened.toString())).toEqual({
      type: "pct.credential.v1",
      provider: "azure",
      signInUrl: "https://portal.example/login",
      account: "contoso.example",
      username: "ana@contoso.example",
      password: CANARY,
      mustChangePassword: true,
      note: `${MARKUP}\nñandú`,
      from: "Marta",
      files: [{ name: "keys.csv", data: Buffer.from(`id,${CANARY}\n`).toString("base64") }],
    });
    const age = peer("age");
    if (age !== null) {
      const arguments_ = ["-d", "-i", key("private_key.pem"), path("credential.age")];
      expect(output(age, arguments_).equals(opened)).toBe(true);
    }

    await sender.press(sender.say.copyText);
    await page.getByText(sender.say.textCopied).waitFor();
    const address = `${portal.origin}/${language}/receive/`;
    const message = filled(t.done.message, {
      file: file.suggestedFilename(),
      address,
      word: file.suggestedFilename(),
    });
    await page.getByText(message).waitFor();

    // The next form is empty. The clipboard is read as a user does, by pasting.
    await sender.press(t.done.another);
    await page.getByLabel(sender.say.recipients.file).waitFor();
    expect(await sender.field(t.credential.password).inputValue()).toBe("");
    expect(await page.content()).not.toContain(CANARY);
    await sender.choose(t.content.text);
    await sender.field(t.text.label).focus();
    await page.keyboard.press("ControlOrMeta+V");
    expect(await sender.field(t.text.label).inputValue()).toBe(
      readFileSync(path("credential.age"), "utf8"),
    );
  });

  it("generates a password for the credential", async () => {
    const { t } = sender;
    await sender.givePadlock(key("public_key.pem"));
    await sender.press(t.credential.generate);
    await sender.page.getByText(t.credential.generated).waitFor();
    const password = await sender.field(t.credential.password).inputValue();
    expect(password).toMatch(/^[A-Za-z0-9]{20}$/);
    await sender.press(t.credential.copyPassword);
    await sender.page.getByText(t.credential.passwordCopied).waitFor();
    await sender.field(t.credential.note).focus();
    await sender.page.keyboard.press("ControlOrMeta+V");
    expect(await sender.field(t.credential.note).inputValue()).toBe(password);
    await sender.lockAndSave("credential.age");
    const opened = pct(folder, ["decrypt", "credential.age", "-i", key("private_key.pem")]);
    const document = JSON.parse(opened.toString()) as object;
    expect(document).toMatchObject({ password });
    expect(document).not.toHaveProperty("provider");
    expect(visitor.sent()).not.toContain(password);
  });

  it.each(["age", "classic"] as const)("encrypts a text in the %s format", async (format) => {
    const { page, t, say } = sender;
    await sender.pastePadlock(readFileSync(key("public_key.pem"), "utf8"));
    await sender.choose(t.content.text);
    await page.getByLabel(t.text.label, { exact: true }).fill(`${CANARY}\nñ 🔑\n`);
    if (format === "classic") {
      await page.getByText(say.details.title).click();
      await sender.choose(t.format.classic);
    }
    await sender.lockAndSave("file_encrypted.txt");
    const locked = readFileSync(path("file_encrypted.txt"), "utf8");
    if (format === "age") expect(locked).toMatch(/^-----BEGIN AGE ENCRYPTED FILE-----\n/);
    else expect(locked).toMatch(/^[A-Za-z0-9+/]+={0,2}$/);
    // pct finds the file by its default name.
    const opened = pct(folder, ["decrypt", "-i", key("private_key.pem")]);
    expect(opened.toString()).toBe(`${CANARY}\nñ 🔑\n`);
  });

  it("explains why a text does not fit the classic format, and keeps it", async () => {
    const { page, t, say } = sender;
    await sender.givePadlock(key("public_key.pem"));
    await sender.choose(t.content.text);
    const long = CANARY.repeat(50);
    await page.getByLabel(t.text.label, { exact: true }).fill(long);
    await page.getByText(say.details.title).click();
    await sender.choose(t.format.classic);
    await sender.lock();
    await sender.showsFailure("secret-too-long", { bytes: long.length, maximum: 382 });
    expect(await page.getByLabel(t.text.label, { exact: true }).inputValue()).toBe(long);
    await sender.choose(t.format.age);
    await sender.lockAndSave("file_encrypted.txt");
  });

  it("encrypts a file of any name to several recipients, each of whom can decrypt it", async () => {
    const { page, t, say } = sender;
    const content = Buffer.from(Array.from({ length: 70_000 }, (_, i) => i % 251));
    const people = peopleWithKeys();
    for (const [index, { padlock }] of people.entries()) {
      if (index > 0) await sender.press(say.recipients.add);
      await sender.pastePadlock(readFileSync(padlock, "utf8"));
    }
    await sender.choose(t.content.file);
    await page
      .getByLabel(say.file.label)
      .setInputFiles({ name: `../${MARKUP}.bin`, mimeType: "", buffer: content });
    await page.getByText(`${MARKUP}.bin`).waitFor();
    expect(await page.locator("main img").count()).toBe(0);
    await expectAccessible(page, "a file");
    const file = await sender.lockAndSave("sent.age", "other");
    expect(file.suggestedFilename()).toMatch(/^[^/\\<>]*\.bin\.age$/);
    expect(await page.title()).not.toBe("1");
    for (const { identity } of people) {
      expect(pct(folder, ["decrypt", "sent.age", "-i", identity]).equals(content)).toBe(true);
    }
  });

  it("refuses a hostile key, whatever the user presses", async () => {
    const { page, t, say } = sender;
    await sender.type(t.credential.username, "ana");
    for (const { public: pem } of hostileKeys()) {
      await page.getByLabel(say.recipients.paste).fill(pem);
      await page.getByLabel(say.recipients.paste).blur();
      await sender.refusal().waitFor();
      await sender.lock();
      await sender.refusal().waitFor();
      expect(await sender.field(t.credential.username).inputValue()).toBe("ana");
      await page.getByLabel(say.recipients.paste).fill("");
      await sender.refusal().waitFor({ state: "detached" });
    }
    await page.getByLabel(say.recipients.paste).fill(hostileKeys()[0]?.public ?? "");
    await sender.showsFailure("key-unsafe", { reason: "exponent" });
    await expectAccessible(page, "refused");
    await page.getByLabel(say.recipients.file).setInputFiles(key("private_key.pem"));
    await sender.showsFailure("key-is-private");
    await sender.givePadlock(key("public_key.pem"));
    await sender.lockAndSave("credential.age");
  });

  it("shows the same safety words and fingerprint as pct", async () => {
    const { page, say } = sender;
    await sender.givePadlock(key("public_key.pem"));
    const { fingerprint, safetyWords } = JSON.parse(
      pct(keys, ["fingerprint", "--json"]).toString(),
    ) as { fingerprint: string; safetyWords: Record<Language, string[]> };
    const { list } = texts[language].design.words;
    const words = await page.getByRole("list", { name: list, exact: true }).innerText();
    expect(words.match(/\p{L}+/gu)).toEqual(safetyWords[language]);
    await page.getByText(say.details.title).click();
    await page.getByText(fingerprint).waitFor();
  });

  it("says what is missing, and focuses it", async () => {
    const { page, t, say } = sender;
    await sender.lock();
    await page.getByText(say.recipients.missing).waitFor();
    await page.getByText(t.credential.missing).waitFor();
    const isInvalid = (): boolean =>
      document.activeElement?.getAttribute("aria-invalid") === "true";
    await page.waitForFunction(isInvalid);
    await expectAccessible(page, "missing");
    await sender.givePadlock(key("public_key.pem"));
    await sender.choose(t.content.file);
    await sender.lock();
    await page.getByText(say.fileMissing).waitFor();
    await sender.choose(t.content.text);
    await sender.lock();
    await page.getByText(say.textMissing).waitFor();
  });

  it("accepts drops of any kind and size without freezing", async () => {
    const { page, t, say } = sender;
    const place = page.locator("main label").filter({ has: page.locator("input[type=file]") });
    mkdirSync(path("a folder"));
    writeFileSync(path("nothing"), "");
    writeFileSync(path("binary"), Buffer.alloc(300_000, 0xff));
    makeHugeFile(path("huge"));

    await drop(page, place.first(), path("a folder"));
    await page.getByText(texts[language].design.drop.folder).waitFor();
    for (const name of ["nothing", "binary", "huge"]) {
      await drop(page, place.first(), path(name));
      await sender.showsFailure("key-not-recognized");
    }
    await sender.givePadlock(key("public_key.pem"));
    await sender.choose(t.content.file);
    await drop(page, place.first(), path("a folder"));
    await page.getByText(texts[language].design.drop.folder).waitFor();
    await drop(page, place.first(), path("huge"));
    await page.getByText("huge", { exact: true }).waitFor();
    // Whether 10 GiB fit depends on the disk; the screen must respond in both cases.
    await sender.lock();
    const { cancel } = texts[language].design.progress;
    const isTold = page.getByRole("alert").filter({ hasText: /\p{L}/u });
    await sender.button(cancel).or(isTold).first().waitFor();
    if (await sender.button(cancel).isVisible()) await sender.press(cancel);
    await sender.press(say.file.replace);
    await drop(page, place.first(), path("nothing"));
    await page.getByText("nothing", { exact: true }).waitFor();
    const file = await sender.lockAndSave("nothing.age");
    expect(file.suggestedFilename()).toBe("nothing.age");
    expect(pct(folder, ["decrypt", "nothing.age", "-i", key("private_key.pem")])).toHaveLength(0);
  });

  it("states its size limit first where the browser has no OPFS", async () => {
    const { page, t, say } = sender;
    await page.route(/\/worker\/crypto-[^/]*\.js$/, async (route) => {
      const response = await route.fetch();
      const without = "delete FileSystemFileHandle.prototype.createSyncAccessHandle;";
      await route.fulfill({ response, body: without + (await response.text()) });
    });
    await sender.arrive();
    await sender.givePadlock(key("public_key.pem"));
    await sender.choose(t.content.file);
    const maximum = "500 MB";
    await page.getByText(filled(say.file.memory, { maximum })).waitFor();
    makeHugeFile(path("large"), 600_000_000);
    await page.getByLabel(say.file.label).setInputFiles(path("large"));
    await page.getByText(filled(say.file.tooLarge, { maximum, size: "600 MB" })).waitFor();
    await expectAccessible(page, "too large");
    await sender.lock();
    await sender.showsFailure("too-large-for-memory", { maximum: 500_000_000 });
    await sender.press(say.file.replace);
    await page.getByLabel(say.file.label).setInputFiles(key("public_key.pem"));
    await sender.lockAndSave("public_key.pem.age");
  });

  it("keeps the input when the language changes, and drops it on leaving", async () => {
    const { page, t } = sender;
    const other = language === "es" ? "en" : "es";
    await sender.givePadlock(key("public_key.pem"));
    await sender.type(t.credential.password, CANARY);
    await page
      .getByRole("link", { name: texts[language].shell.otherLanguage, exact: true })
      .click();
    await page.waitForURL(`/${other}/send/#hand`);
    const there = new Sender(page, other);
    await there.field(there.t.credential.password).waitFor();
    expect(await there.field(there.t.credential.password).inputValue()).toBe(CANARY);
    await page.getByText(there.say.recipients.ready).waitFor();

    await page.getByRole("link", { name: "PCT" }).first().click();
    await there.press(there.t.draft.leave);
    await page.waitForURL(`/${other}/`);
    await page.getByRole("heading", { level: 1, name: texts[other].home.title }).waitFor();
    await page.goBack();
    await there.field(there.t.credential.password).waitFor();
    expect(await there.field(there.t.credential.password).inputValue()).toBe("");
    expect(await page.getByText(there.say.recipients.ready).count()).toBe(0);
    await there.type(there.t.credential.note, CANARY);
    await there.givePadlock(key("public_key.pem"));
    await there.press(there.say.recipients.add);
    // Half of a second one, as typed.
    await page.getByLabel(there.say.recipients.paste).fill("ssh-ed25519 AAAA");
    // A change is stored within moments.
    await page.waitForTimeout(1000);
    await page.reload();
    const note = there.field(there.t.credential.note);
    await expect.poll(() => note.inputValue()).toBe(CANARY);
    await page.getByText(there.say.recipients.ready).waitFor();
    await page.getByText("public_key.pem", { exact: true }).waitFor();
    const second = page.getByLabel(there.say.recipients.paste);
    expect(await second.inputValue()).toBe("ssh-ed25519 AAAA");
    await expectAccessible(page, "restored");
    await there.button(there.say.recipients.remove).last().click();
    await there.lockAndSave("restored.age");
    const restored = pct(folder, ["decrypt", "restored.age", "-i", key("private_key.pem")]);
    expect(JSON.parse(restored.toString())).toMatchObject({ note: CANARY });
    const names = (): string[] => [...Object.keys(localStorage), ...Object.keys(sessionStorage)];
    expect(await page.evaluate(names)).toEqual(["pct-tab"]);
  });

  it("works with the keyboard alone", async () => {
    const { page, t, say } = sender;
    await tabTo(page, page.getByLabel(say.recipients.paste));
    await page.keyboard.insertText(readFileSync(key("public_key.pem"), "utf8"));
    await page.getByText(say.recipients.ready).waitFor();
    await tabTo(page, page.getByRole("radio", { name: t.content.credential }));
    await page.keyboard.press("ArrowDown");
    await tabTo(page, page.getByLabel(t.text.label, { exact: true }));
    await page.keyboard.insertText(CANARY);
    await tabTo(page, sender.button(plural(t.lock, "one")));
    await page.keyboard.press("Enter");
    await tabTo(page, sender.download());
    const file = await sender.saving(() => page.keyboard.press("Enter"));
    await file.saveAs(path("file_encrypted.txt"));
    expect(pct(folder, ["decrypt", "-i", key("private_key.pem")]).toString()).toBe(CANARY);
  });
});

/** Recipients with keys of every kind that the installed programs can make. */
function peopleWithKeys(): { padlock: string; identity: string }[] {
  mkdirSync(path("luis"));
  pct(folder, ["create", "luis", "--bits", "2048"]);
  const people = [keys, path("luis")].map((home) => ({
    padlock: join(home, "public_key.pem"),
    identity: join(home, "private_key.pem"),
  }));
  const sshKeygen = peer("ssh-keygen");
  if (sshKeygen !== null) {
    output(sshKeygen, ["-q", "-t", "ed25519", "-N", "", "-f", path("ed25519")]);
    people.push({ padlock: path("ed25519.pub"), identity: path("ed25519") });
  }
  if (peer("age") !== null) {
    output("age-keygen", ["-o", path("age.txt")]);
    writeFileSync(path("age.pub"), output("age-keygen", ["-y", path("age.txt")]));
    people.push({ padlock: path("age.pub"), identity: path("age.txt") });
  }
  return people;
}

interface Hostile {
  readonly name: string;
  readonly public: string;
  readonly expect: "refuse" | "optional";
}

function hostileKeys(): readonly Hostile[] {
  const file = join(vectorsFolder("core").folder, "classic/public_keys.json");
  const { hostile } = JSON.parse(readFileSync(file, "utf8")) as { hostile: Hostile[] };
  return hostile.filter((key) => key.expect === "refuse");
}

/** A sender, in their language. */
class Sender extends PortalUser {
  readonly t: (typeof texts)[Language]["send"];
  readonly say: (typeof texts)[Language]["locking"];

  constructor(page: Page, language: Language) {
    super(page, language);
    this.t = texts[language].send;
    this.say = texts[language].locking;
  }

  async arrive(): Promise<void> {
    await this.page.goto("about:blank");
    await this.page.goto(`/${this.language}/send/#hand`);
  }

  async type(label: string, text: string): Promise<void> {
    await this.field(label).fill(text);
  }

  /** Gives a public key in the empty input. */
  async givePadlock(file: string): Promise<void> {
    const { ready } = this.say.recipients;
    const before = await this.page.getByText(ready).count();
    await this.page.getByLabel(this.say.recipients.file).setInputFiles(file);
    await this.page.getByText(ready).nth(before).waitFor();
  }

  async pastePadlock(text: string): Promise<void> {
    const { ready } = this.say.recipients;
    const before = await this.page.getByText(ready).count();
    await this.page.getByLabel(this.say.recipients.paste).fill(text);
    await this.page.getByText(ready).nth(before).waitFor();
  }

  async lock(): Promise<void> {
    await this.press(plural(this.t.lock, "one"));
  }

  download(): Locator {
    const [verb = ""] = this.say.download.split(" ");
    return this.page.getByRole("button", { name: new RegExp(`^${verb} `) });
  }

  async lockAndSave(name: string, people: "one" | "other" = "one"): Promise<Download> {
    await this.press(plural(this.t.lock, people));
    await this.download().waitFor();
    const file = await this.saving(() => this.download().click());
    await file.saveAs(path(name));
    return file;
  }

  refusal(): Locator {
    return this.page.locator("main").getByRole("alert");
  }
}
