import { createHash, randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { portal as texts } from "@pct/messages/portal";
import type { Language } from "@pct/messages/portal";
import { cipherPassword, generatePassword, hashPassword, verifyPassword } from "@pct/security";
import type { Locator } from "playwright";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { output, pct, peer } from "../peers.js";
import { expectAccessible } from "./accessibility.js";
import { hasBrowser, LANGUAGES, Portal } from "./portal.js";
import type { Visitor } from "./portal.js";
import { Tools } from "./tools-page.js";
import { plural, tabTo } from "./words.js";

/** The tools and the command line agree: each decrypts, checks and computes what the other one makes. */

const CANARY = "C4n4r10-0Ol1I-secreto";
const PASSPHRASE = "canela martes ancla 58 tejado";
const BACKENDBASE = { secretKey: "clave # uno", csrfSessionKey: "dos", hashKey: "tres" };

let portal: Portal;
let keys = "";
let folder = "";
const path = (name: string): string => join(folder, name);
const key = (name: string): string => join(keys, name);

beforeAll(async () => {
  if (!hasBrowser) return;
  portal = await Portal.start();
  keys = mkdtempSync(join(tmpdir(), "pct-tools-keys-"));
  pct(keys, ["create"]);
});
afterAll(async () => {
  if (!hasBrowser) return;
  await portal.close();
  rmSync(keys, { recursive: true });
});

describe.skipIf(!hasBrowser).each(LANGUAGES)("the tools, in %s", (language) => {
  let visitor: Visitor;
  let tools: Tools;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "pct-tools-"));
    visitor = await portal.visitor({ locale: language });
    tools = new Tools(visitor.page, language, folder);
  });
  afterEach(async () => {
    await visitor.leave();
    expect(visitor.sent()).not.toContain(CANARY);
    expect(visitor.sent()).not.toContain(PASSPHRASE.split(" ")[0]);
    expect(visitor.requests.filter((request) => request.postData() !== null)).toEqual([]);
    rmSync(folder, { recursive: true });
  });

  describe("generate", () => {
    it("generates passwords as requested, and rates them", async () => {
      const { page } = tools;
      const { toolsGenerate: t } = texts[language];
      await tools.visit("generate");
      await tools.field(t.length).fill("24");
      await page.getByRole("checkbox", { name: t.symbols }).check();
      await tools.field(t.exclude).fill("0O1lI");
      await tools.press(plural(t.make.password, "one"));
      await page.getByText(t.worth.strong).waitFor();
      await tools.show();
      const password = await tools.secret().innerText();
      expect(password).toMatch(/^[A-Za-z0-9!@#$%^&*()]{24}$/);
      expect(password).toMatch(/[!@#$%^&*()]/);
      expect(password).not.toMatch(/[0O1lI]/);
      await expectAccessible(page, "made");

      await tools.field(t.count).fill("3");
      await tools.press(plural(t.make.password, "other", 3));
      await tools.show();
      const several = (await tools.secret().innerText()).split("\n");
      expect(new Set(several).size).toBe(3);
      expect(visitor.sent()).not.toContain(password);
    });

    it("generates passphrases, and states its limits", async () => {
      const { page } = tools;
      const { toolsGenerate: t } = texts[language];
      await tools.visit("generate");
      await tools.choose(t.kinds.passphrase);
      await tools.field(t.words).fill("7");
      await tools.press(plural(t.make.passphrase, "one"));
      await page.getByText("77 bits").waitFor();
      await tools.show();
      expect(await tools.secret().innerText()).toMatch(/^[a-z]+(?:-[a-z]+){6}$/);
      await tools.field(t.words).fill("3");
      await tools.press(plural(t.make.passphrase, "one"));
      await tools.showsFailure("passphrase-words", { minimum: 4, maximum: 64 });
      await tools.choose(t.kinds.password);
      await tools.field(t.length).fill("1e1");
      await tools.press(plural(t.make.password, "one"));
      await tools.showsFailure("password-length", { minimum: 4, maximum: 1024 });
      await expectAccessible(page, "refused");
    });
  });

  describe("keys", () => {
    it("generates a key pair that pct uses, with the same fingerprint", async () => {
      const { page } = tools;
      const { toolsKeys: t, passphrase, design } = texts[language];
      await tools.visit("keys");
      await tools.choose(t.sizes["2048"]);
      await tools.press(t.make);
      await page.getByText(passphrase.missing).waitFor();
      await tools.field(passphrase.label).fill(PASSPHRASE);
      await tools.field(passphrase.again).fill(PASSPHRASE);
      await tools.press(t.make);
      await page.getByRole("heading", { name: t.made }).waitFor();
      await expectAccessible(page, "made");
      for (const name of ["private_key.pem", "public_key.pem"]) {
        const file = await tools.saving(() => tools.press(t.download.replace("{name}", name)));
        expect(file.suggestedFilename()).toBe(name);
        await file.saveAs(path(name));
      }
      expect(readFileSync(path("private_key.pem"), "utf8")).toContain("ENCRYPTED PRIVATE KEY");
      writeFileSync(path("passphrase"), PASSPHRASE);
      pct(folder, ["encrypt"], { input: CANARY });
      const opened = pct(folder, ["decrypt", "--passphrase-file", "passphrase"]);
      expect(opened.toString()).toBe(CANARY);

      const { fingerprint, bits, safetyWords } = fingerprintOf("public_key.pem");
      expect(bits).toBe(2048);
      await page.getByText(texts[language].tools.details).click();
      await page.getByText(fingerprint).waitFor();
      const list = page.getByRole("list", { name: design.words.list, exact: true });
      expect((await list.innerText()).match(/\p{L}+/gu)).toEqual(safetyWords[language]);
    });

    it("generates an unencrypted key only on request", async () => {
      const { page } = tools;
      const { toolsKeys: t, passphrase } = texts[language];
      await tools.visit("keys");
      await page.getByRole("checkbox", { name: passphrase.none }).check();
      await tools.choose(t.sizes["3072"]);
      await tools.press(t.make);
      await page.getByText(t.savePrivateOpen).waitFor({ timeout: 120_000 });
      const file = await tools.saving(() =>
        tools.press(t.download.replace("{name}", "private_key.pem")),
      );
      await file.saveAs(path("private_key.pem"));
      const openssl = peer("openssl");
      if (openssl === null) return;
      const modulus = output(openssl, ["rsa", "-in", path("private_key.pem"), "-noout", "-text"]);
      expect(modulus.toString()).toContain("3072 bit");
    });

    it("inspects public and private keys, and asks for a passphrase where one is needed", async () => {
      const { page } = tools;
      const { toolsKeys: t } = texts[language];
      const { fingerprint } = fingerprintOf(key("public_key.pem"));
      await tools.visit("keys");
      await page.getByLabel(t.file).setInputFiles(key("public_key.pem"));
      await page.getByRole("heading", { name: t.isPublic }).waitFor();
      await page.getByText(fingerprint).waitFor();
      await tools.press(t.another);

      pct(folder, ["create", "--bits", "2048", "--passphrase-file", passphraseFile()]);
      await page.getByLabel(t.file).setInputFiles(path("private_key.pem"));
      await tools.field(t.passphrase).fill("no es esta");
      await tools.press(t.look);
      await tools.showsFailure("passphrase-wrong");
      await tools.field(t.passphrase).fill(PASSPHRASE);
      await tools.press(t.look);
      await page.getByRole("heading", { name: t.isPrivate }).waitFor();
      await page.getByText(fingerprintOf("public_key.pem").fingerprint).waitFor();
      await expectAccessible(page, "a key");
      await tools.press(t.another);

      await page.getByLabel(t.paste).fill("hola");
      await tools.press(t.look);
      await tools.showsFailure("key-not-recognized");
      const age1 = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p";
      await page.getByLabel(t.paste).fill(age1);
      await tools.press(t.look);
      await page.getByText(age1).waitFor();
    });
  });

  describe("encrypt", () => {
    it("encrypts a text as pct does", async () => {
      const { page } = tools;
      const { toolsEncrypt: t } = texts[language];
      await tools.visit("encrypt");
      await tools.field(t.text).fill(CANARY);
      await tools.givePadlock(key("public_key.pem"));
      await tools.press(t.lock);
      await page.getByRole("heading", { name: t.done.text }).waitFor();
      await expectAccessible(page, "locked");
      await tools.save("file_encrypted.txt");
      // A short text for one RSA key gets the classic format.
      expect(readFileSync(path("file_encrypted.txt"), "utf8")).toMatch(/^[A-Za-z0-9+/]{683}=$/);
      expect(pct(folder, ["decrypt", "-i", key("private_key.pem")]).toString()).toBe(CANARY);
    });

    it("encrypts with a strong passphrase", async () => {
      const { page } = tools;
      const { toolsEncrypt: t, passphrase } = texts[language];
      await tools.visit("encrypt");
      await tools.field(t.text).fill(CANARY);
      await tools.choose(t.withs.passphrase);
      await tools.press(t.lock);
      await page.getByText(passphrase.missing).waitFor();
      await tools.field(passphrase.label).fill(PASSPHRASE);
      await tools.field(passphrase.again).fill(PASSPHRASE);
      await expectAccessible(page, "with a passphrase");
      await tools.press(t.lock);
      await page.getByRole("heading", { name: t.done.text }).waitFor();
      await tools.save("file_encrypted.txt");
      const opened = pct(folder, ["decrypt", "--passphrase-file", passphraseFile()]);
      expect(opened.toString()).toBe(CANARY);
    });

    it("encrypts a file as armored text", async () => {
      const { page } = tools;
      const { toolsEncrypt: t, locking } = texts[language];
      const content = randomBytes(100_000);
      writeFileSync(path("notes.bin"), content);
      await tools.visit("encrypt");
      await tools.choose(t.contents.file);
      await tools.press(t.lock);
      await page.getByText(locking.fileMissing).waitFor();
      await page.getByLabel(locking.file.label).setInputFiles(path("notes.bin"));
      await page.getByRole("checkbox", { name: t.armor }).check();
      await tools.givePadlock(key("public_key.pem"));
      await tools.press(t.lock);
      await tools.save("notes.bin.age");
      expect(readFileSync(path("notes.bin.age"), "utf8")).toMatch(/^-----BEGIN AGE ENCRYPTED FILE/);
      const opened = pct(folder, ["decrypt", "notes.bin.age", "-i", key("private_key.pem")]);
      expect(opened.equals(content)).toBe(true);
    });
  });

  describe("decrypt", () => {
    it.each(["classic", "age"])("decrypts what pct encrypted in the %s format", async (format) => {
      await tools.visit("decrypt");
      pct(folder, ["encrypt", "-r", key("public_key.pem"), "--format", format], { input: CANARY });
      await tools.open(path("file_encrypted.txt"), key("private_key.pem"));
      await tools.page.getByRole("heading", { name: texts[language].open.opened.text }).waitFor();
      await tools.show();
      expect(await tools.secret().innerText()).toBe(CANARY);
      await expectAccessible(tools.page, "opened");
    });

    it("decrypts what pct encrypted with a passphrase", async () => {
      const { form, opened } = texts[language].open;
      await tools.visit("decrypt");
      const arguments_ = ["encrypt", "--passphrase", "--passphrase-file", passphraseFile()];
      pct(folder, arguments_, { input: CANARY });
      await tools.page.getByLabel(form.drop).setInputFiles(path("file_encrypted.txt"));
      await tools.field(form.passphrase).fill(PASSPHRASE);
      await tools.press(form.actionPassphrase);
      await tools.page.getByRole("heading", { name: opened.text }).waitFor();
      await tools.show();
      expect(await tools.secret().innerText()).toBe(CANARY);
    });
  });

  describe("hash", () => {
    it("makes hashes of the chosen method", async () => {
      const { page } = tools;
      const { toolsHash: t } = texts[language];
      await tools.visit("hash");
      await tools.press(t.make);
      await page.getByText(t.passwordMissing).waitFor();
      await tools.field(t.password).fill(CANARY);
      for (const method of ["argon2id", "scrypt", "pbkdf2:sha512", "pbkdf2:sha256"] as const) {
        await page.getByLabel(t.method).selectOption(method);
        await tools.press(t.make);
        const hash = await page.getByLabel(t.made).locator("pre").innerText();
        expect(hash.replace("$", "")).toMatch(new RegExp(`^${method}`));
        expect(await verifyPassword(hash, CANARY)).toBe(true);
      }
      await expectAccessible(page, "made");
    });

    it("checks hashes, and says when one should be renewed", async () => {
      const { page } = tools;
      const { toolsHash: t } = texts[language];
      await tools.visit("hash");
      await tools.choose(t.tasks.check);
      await tools.press(t.check);
      await page.getByText(t.hashMissing).waitFor();
      await tools.check(await hashPassword(CANARY), CANARY);
      await page.getByText(t.fresh).waitFor();
      await tools.check(await hashPassword(CANARY), "otra");
      await page.getByText(t.differsWhy).waitFor();
      await tools.check(await hashPassword(CANARY, { method: "pbkdf2:sha256:1000" }), CANARY);
      await page.getByText(t.rehash).waitFor();

      const salted = createHash("sha256").update(`sal${CANARY}`);
      const legacy = `sha256$sal$${salted.digest("hex")}`;
      await tools.check(legacy, CANARY);
      await tools.showsFailure("hash-legacy");
      await tools.check(`plain$$${CANARY}`, CANARY);
      await tools.showsFailure("hash-is-plain-text");
      await tools.check("hola", CANARY);
      await tools.showsFailure("hash-malformed");
      await expectAccessible(page, "not a hash");
    });

    it("checks BackEndBase's hashes with its keys, and detects the faulty one", async () => {
      const { page } = tools;
      const { toolsHash: t } = texts[language];
      const older = { ...BACKENDBASE, secretKey: "anterior" };
      const named = ({ secretKey, csrfSessionKey, hashKey }: typeof BACKENDBASE): object => ({
        SECRET_KEY: secretKey,
        CSRF_SESSION_KEY: csrfSessionKey,
        HASH_KEY: hashKey,
      });
      writeFileSync(path("keys.json"), JSON.stringify([named(BACKENDBASE), named(older)]));
      const { secretKey, csrfSessionKey, hashKey } = BACKENDBASE;
      const lines = [`SECRET_KEY="${secretKey}"`, `CSRF_SESSION_KEY='${csrfSessionKey}'`];
      writeFileSync(path(".env"), [...lines, `export HASH_KEY=${hashKey} # la tercera`].join("\n"));
      writeFileSync(path("incomplete.env"), lines.join("\n"));

      await tools.visit("hash");
      await page.getByLabel(t.method).selectOption("backendbase");
      await tools.field(t.password).fill(`ana${CANARY}`);
      await tools.press(t.make);
      await page.getByText(t.keys.missing).first().waitFor();
      await page.getByLabel(t.keys.file).setInputFiles(path("incomplete.env"));
      await page.getByText(t.keys.malformed).waitFor();
      await page.getByLabel(t.keys.file).setInputFiles(path(".env"));
      await page.getByText(plural(t.keys.loaded, "one")).waitFor();
      await tools.press(t.make);
      const hash = await page.getByLabel(t.made).locator("pre").innerText();
      const cipher = cipherPassword(`ana${CANARY}`, BACKENDBASE);
      expect(await verifyPassword(hash, cipher)).toBe(true);

      await tools.choose(t.tasks.check);
      await page.getByRole("checkbox", { name: t.withKeys }).check();
      await page.getByLabel(t.keys.file).setInputFiles(path("keys.json"));
      await page.getByText(plural(t.keys.loaded, "other", 2)).waitFor();
      await tools.check(hash, `ana${CANARY}`);
      await page.getByText(t.fresh).waitFor();
      await tools.check(await generatePassword(CANARY, older), CANARY);
      await page.getByText(t.olderKeys.replace("{number}", "2")).waitFor();
      await expectAccessible(page, "older keys");
      await tools.check(await noneFault(), "whatever");
      await page.getByText(t.opensForAll).waitFor();
      await expectAccessible(page, "the fault");
    });
  });

  describe("digest", () => {
    it("computes the digests that other programs compute", async () => {
      const { page } = tools;
      const { toolsDigest: t } = texts[language];
      const content = randomBytes(3_000_000);
      writeFileSync(path("content.bin"), content);
      await tools.visit("digest");
      await tools.field(t.text).fill(CANARY);
      await tools.press(t.make);
      const shown = page.getByRole("group", { name: t.result, exact: true }).locator("pre");
      const sha512 = (data: string | Buffer): string =>
        createHash("sha512").update(data).digest("hex");
      expect(await shown.innerText()).toBe(sha512(CANARY));

      await tools.choose(t.ofs.file);
      await tools.press(t.make);
      await page.getByText(t.fileMissing).waitFor();
      await page.getByLabel(t.file, { exact: false }).setInputFiles(path("content.bin"));
      await tools.press(t.make);
      await shown.waitFor();
      expect(await shown.innerText()).toBe(sha512(content));
      await page.getByLabel(t.compare).fill(`${sha512(content).toUpperCase()}  content.bin`);
      await page.getByText(t.same).waitFor();
      await page.getByLabel(t.compare).fill(sha512(CANARY));
      await page.getByText(t.different).waitFor();
      await expectAccessible(page, "compared");
    });

    it("generates values, and encodes and decodes base64", async () => {
      const { page } = tools;
      const { toolsDigest: t } = texts[language];
      await tools.visit("digest");
      const value = (name: string): Locator => page.getByRole("group", { name, exact: true });
      await tools.press(t.makeValue.uuid);
      expect(await value(t.values.uuid).locator("p").first().innerText()).toMatch(/^[0-9a-f]{32}$/);
      await tools.field(t.saltLength).fill("40");
      await tools.press(t.makeValue.salt);
      expect(await value(t.values.salt).locator("p").first().innerText()).toMatch(/^\w{40}$/);
      await tools.field(t.numberBits).fill("8");
      await tools.press(t.makeValue.number);
      expect(Number(await value(t.values.number).locator("p").first().innerText())).toBeLessThan(
        256,
      );
      await tools.field(t.numberBits).fill("7");
      await tools.press(t.makeValue.number);
      await tools.showsFailure("size-out-of-range", { minimum: 8, maximum: 4096 });

      const base64 = Buffer.from(`${CANARY} ñ`).toString("base64");
      await tools.field(t.base64Text).fill(`${CANARY} ñ`);
      await tools.press(t.encode);
      await page.getByText(base64).waitFor();
      await tools.field(t.base64Text).fill(base64);
      await tools.press(t.decode);
      await page.getByText(`${CANARY} ñ`).waitFor();
      await tools.field(t.base64Text).fill("/w==");
      await tools.press(t.decode);
      await page.getByText(t.notText).waitFor();
      await tools.field(t.base64Text).fill("%");
      await tools.press(t.decode);
      await tools.showsFailure("base64-malformed");
      await expectAccessible(page, "values");
    });
  });

  it("keeps the input when the language changes, and drops it on leaving", async () => {
    const { page } = tools;
    const other = language === "es" ? "en" : "es";
    const there = new Tools(page, other, folder);
    const filledIn = [
      ["encrypt", (of: Language) => texts[of].toolsEncrypt.text],
      ["hash", (of: Language) => texts[of].toolsHash.password],
      ["digest", (of: Language) => texts[of].toolsDigest.text],
    ] as const;
    for (const [tool, label] of filledIn) {
      await tools.visit(tool);
      await tools.field(label(language)).fill(CANARY);
      await page
        .getByRole("link", { name: texts[language].shell.otherLanguage, exact: true })
        .click();
      await page.waitForURL(`/${other}/tools/${tool}/`);
      await there.field(label(other)).waitFor();
      expect(await there.field(label(other)).inputValue(), tool).toBe(CANARY);
      await page.getByRole("link", { name: texts[other].tools.all }).click();
      await page.getByRole("heading", { level: 1, name: texts[other].tools.title }).waitFor();
      await page.locator(`a[href="/${other}/tools/${tool}/"]`).click();
      await there.field(label(other)).waitFor();
      expect(await there.field(label(other)).inputValue(), tool).toBe("");
    }
  });

  it("work with the keyboard alone", async () => {
    const { page } = tools;
    const { toolsHash: t } = texts[language];
    await page.goto(`/${language}/tools/`);
    await tabTo(page, page.locator(`a[href="/${language}/tools/hash/"]`));
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: t.title }).waitFor();
    await tabTo(page, page.getByRole("radio", { name: t.tasks.make }));
    await page.keyboard.press("ArrowDown");
    await tabTo(page, page.getByLabel(t.hash));
    await page.keyboard.insertText(await hashPassword(CANARY));
    await tabTo(page, tools.field(t.password));
    await page.keyboard.insertText(CANARY);
    await tabTo(page, tools.button(t.check));
    await page.keyboard.press("Enter");
    await page.getByText(t.fresh).waitFor();
  });
});

/** The hash that BackEndBase stored for any password when its sanitizer returned nothing. */
async function noneFault(): Promise<string> {
  const { secretKey, csrfSessionKey, hashKey } = BACKENDBASE;
  const sha512 = (text: string): string => createHash("sha512").update(text).digest("hex");
  const text = `${secretKey}None${sha512(hashKey)}${sha512(csrfSessionKey)}`;
  return hashPassword(Buffer.from(text).toString("base64"), { method: "pbkdf2:sha512:1000" });
}

interface Fingerprint {
  readonly fingerprint: string;
  readonly bits: number;
  readonly safetyWords: Readonly<Record<Language, readonly string[]>>;
}

function fingerprintOf(file: string): Fingerprint {
  return JSON.parse(pct(folder, ["fingerprint", file, "--json"]).toString()) as Fingerprint;
}

function passphraseFile(): string {
  writeFileSync(path("passphrase"), PASSPHRASE);
  return path("passphrase");
}
