import { join } from "node:path";

import { portal as texts } from "@pct/messages/portal";
import type { Language } from "@pct/messages/portal";
import type { Locator, Page } from "playwright";
import { expect } from "vitest";

import { PortalUser } from "./portal-user.js";

type Tool = "generate" | "keys" | "encrypt" | "decrypt" | "hash" | "digest";

/** A user of the tools, in their language. */
export class Tools extends PortalUser {
  readonly #folder: string;

  /** @param folder - Receives the files that {@link save} saves. */
  constructor(page: Page, language: Language, folder: string) {
    super(page, language);
    this.#folder = folder;
  }

  async visit(tool: Tool): Promise<void> {
    await this.page.goto(`/${this.language}/tools/${tool}/`);
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

  /** Saves the encrypted result, and asserts its file name. */
  async save(name: string): Promise<void> {
    const { download } = texts[this.language].locking;
    const file = await this.saving(() => this.press(download.replace("{name}", name)));
    expect(file.suggestedFilename()).toBe(name);
    await file.saveAs(join(this.#folder, name));
  }
}
