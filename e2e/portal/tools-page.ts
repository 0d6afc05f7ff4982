import { join } from "node:path";

import { portal as texts } from "@pct/messages/portal";
import type { Language } from "@pct/messages/portal";
import type { Download, Locator, Page } from "playwright";
import { expect } from "vitest";

import { failureShown } from "./failures.js";
import type { FactsOf, FailureCode } from "./failures.js";

type Tool = "generate" | "keys" | "encrypt" | "decrypt" | "hash" | "digest";

/** A user of the tools, in their language. */
export class Tools {
  readonly page: Page;
  readonly language: Language;
  readonly #folder: string;

  /** @param folder - Receives the files that {@link save} saves. */
  constructor(page: Page, language: Language, folder: string) {
    this.page = page;
    this.language = language;
    this.#folder = folder;
  }

  async visit(tool: Tool): Promise<void> {
    await this.page.goto(`/${this.language}/tools/${tool}/`);
  }

  button(name: string): Locator {
    return this.page.getByRole("button", { name, exact: true });
  }

  async press(name: string): Promise<void> {
    await this.button(name).click();
  }

  async choose(name: string): Promise<void> {
    await this.page.getByRole("radio", { name, exact: true }).check();
  }

  field(label: string): Locator {
    return this.page.getByLabel(label, { exact: true });
  }

  /** The shown secret, without the countdown beside it. */
  secret(): Locator {
    return this.page.getByRole("group").locator(".whitespace-pre-wrap").first();
  }

  async show(): Promise<void> {
    const [verb = ""] = texts[this.language].design.show.split("<");
    await this.page
      .getByRole("button", { name: new RegExp(`^${verb}`) })
      .last()
      .click();
    await this.secret().waitFor();
  }

  async givePadlock(file: string): Promise<void> {
    const { recipients } = texts[this.language].locking;
    await this.page.getByLabel(recipients.file).setInputFiles(file);
    await this.page.getByText(recipients.ready).waitFor();
  }

  async open(file: string, keyFile: string): Promise<void> {
    const { form } = texts[this.language].open;
    await this.page.getByLabel(form.drop).setInputFiles(file);
    await this.page.getByLabel(form.keys.drop).setInputFiles(keyFile);
    await this.press(form.action);
  }

  async check(hash: string, password: string): Promise<void> {
    const { toolsHash: t } = texts[this.language];
    await this.page.getByLabel(t.hash).fill(hash);
    await this.field(t.password).fill(password);
    await this.press(t.check);
  }

  async saving(act: () => Promise<void>): Promise<Download> {
    const [download] = await Promise.all([this.page.waitForEvent("download"), act()]);
    return download;
  }

  /** Saves the encrypted result, and asserts its file name. */
  async save(name: string): Promise<void> {
    const { download } = texts[this.language].locking;
    const file = await this.saving(() => this.press(download.replace("{name}", name)));
    expect(file.suggestedFilename()).toBe(name);
    await file.saveAs(join(this.#folder, name));
  }

  async showsFailure<Code extends FailureCode>(code: Code, ...facts: FactsOf<Code>): Promise<void> {
    await failureShown(this.page, this.language, code, ...facts);
  }
}
