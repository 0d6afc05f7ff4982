import { portal as texts } from "@pct/messages/portal";
import type { Language } from "@pct/messages/portal";
import type { Download, Locator, Page } from "playwright";
import { expect } from "vitest";

import { PortalUser } from "./portal-user.js";
import { plural } from "./words.js";

const SECRET = "Tr4sp4so-0Ol1I 🔑";

/**
 * Uses the tools with a browser alone: one of them opens or checks what another one makes. This shows
 * that the tools run; tools.test.ts checks their results.
 */
export async function useTools(page: Page, language: Language): Promise<void> {
  const user = new ToolUser(page, language);
  await user.makesAPassword();
  const { padlock, key } = await user.makesKeys();
  await user.opens(await user.locks(padlock), key);
  await user.checksAHash();
  await user.seesAQrCode();
}

type File = Parameters<Locator["setInputFiles"]>[0];

class ToolUser extends PortalUser {
  async makesAPassword(): Promise<void> {
    const { make, result } = texts[this.language].toolsGenerate;
    await this.#visit("generate");
    await this.press(plural(make.password, "one"));
    const password = await this.#shown(plural(result.password, "one"));
    expect(password).toMatch(/^\w{20}$/);
  }

  async makesKeys(): Promise<{ padlock: File; key: File }> {
    const { toolsKeys: t, passphrase } = texts[this.language];
    await this.#visit("keys");
    await this.page.getByRole("checkbox", { name: passphrase.none }).check();
    await this.page.getByRole("radio", { name: t.sizes["2048"] }).check();
    await this.press(t.make);
    await this.page.getByRole("heading", { name: t.made }).waitFor();
    const saved = async (name: string): Promise<File> =>
      contentOf(await this.saving(() => this.press(t.download.replace("{name}", name))));
    return { padlock: await saved("public_key.pem"), key: await saved("private_key.pem") };
  }

  async locks(padlock: File): Promise<File> {
    const { toolsEncrypt: t, locking } = texts[this.language];
    await this.#visit("encrypt");
    await this.page.getByLabel(t.text, { exact: true }).fill(SECRET);
    await this.page.getByLabel(locking.recipients.file).setInputFiles(padlock);
    await this.page.getByText(locking.recipients.ready).waitFor();
    await this.press(t.lock);
    await this.page.getByRole("heading", { name: t.done.text }).waitFor();
    const name = "file_encrypted.txt";
    return contentOf(await this.saving(() => this.press(locking.download.replace("{name}", name))));
  }

  async opens(locked: File, key: File): Promise<void> {
    const { form, opened } = texts[this.language].open;
    await this.#visit("decrypt");
    await this.page.getByLabel(form.drop).setInputFiles(locked);
    await this.page.getByLabel(form.keys.drop).setInputFiles(key);
    await this.press(form.action);
    expect(await this.#shown(opened.secret)).toBe(SECRET);
  }

  /** Uses argon2id, which is WebAssembly. */
  async checksAHash(): Promise<void> {
    const { toolsHash: t } = texts[this.language];
    const page = this.page;
    await this.#visit("hash");
    await page.getByLabel(t.password, { exact: true }).fill(SECRET);
    await this.press(t.make);
    const hash = await page.getByLabel(t.made).locator("pre").innerText();
    await page.getByRole("radio", { name: t.tasks.check }).check();
    await page.getByLabel(t.hash).fill(hash);
    await page.getByLabel(t.password, { exact: true }).fill(SECRET);
    await this.press(t.check);
    await page.getByText(t.matches).waitFor();
    await page.getByLabel(t.password, { exact: true }).fill(`${SECRET}.`);
    await this.press(t.check);
    await page.getByText(t.differs).waitFor();
  }

  /** Its encoder is loaded when it is shown. */
  async seesAQrCode(): Promise<void> {
    const { aid, code } = texts[this.language].mfa;
    await this.page.goto(`/${this.language}/mfa/`);
    await this.field(aid.label).fill("JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP");
    await this.press(aid.show);
    await this.press(code.showQr);
    await this.page.getByRole("img", { name: code.qr }).waitFor();
  }

  async #visit(tool: string): Promise<void> {
    await this.page.goto(`/${this.language}/tools/${tool}/`);
  }

  /** Shows a hidden value, and returns it. */
  async #shown(label: string): Promise<string> {
    const [show = ""] = texts[this.language].design.show.split("<");
    const secret = this.page.getByRole("group", { name: label, exact: true });
    await secret.getByRole("button", { name: new RegExp(`^${show}`) }).click();
    return secret.locator(".whitespace-pre-wrap").innerText();
  }
}

async function contentOf(download: Download): Promise<File> {
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
  const buffer = Buffer.concat(chunks);
  return { name: download.suggestedFilename(), mimeType: "text/plain", buffer };
}
