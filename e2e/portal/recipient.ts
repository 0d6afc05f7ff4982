import { portal as texts } from "@pct/messages/portal";
import type { Language } from "@pct/messages/portal";
import type { Locator, Page } from "playwright";
import { expect } from "vitest";

import { PortalUser } from "./portal-user.js";

/** A recipient who receives by hand, in their language. */
export class Recipient extends PortalUser {
  readonly t: (typeof texts)[Language]["receive"] & (typeof texts)[Language]["open"];

  constructor(page: Page, language: Language) {
    super(page, language);
    // The two groups have no key in common.
    this.t = { ...texts[language].receive, ...texts[language].open };
  }

  /** Opens the page, and waits until it starts its worker on hydration. */
  async arrive(): Promise<void> {
    const started = this.page.waitForEvent("worker");
    await this.page.goto(`/${this.language}/receive/`);
    await started;
  }

  async makePadlock(): Promise<void> {
    await this.press(this.t.make.action);
  }

  async keepInBrowser(): Promise<void> {
    await this.press(this.t.guard.browser.action);
    // Generating a key may take long on a busy machine.
    await this.page.getByText(this.t.guard.browser.done).waitFor({ timeout: 120_000 });
  }

  async givePadlock(target: string): Promise<void> {
    await this.press(this.t.guard.next);
    const file = await this.saving(() => this.press(this.t.give.download));
    expect(file.suggestedFilename()).toBe("public_key.pem");
    await file.saveAs(target);
  }

  async goOn(): Promise<void> {
    await this.press(this.t.give.next);
  }

  /** Chooses a file, and removes the one that was chosen before. */
  async chooseFile(
    file: string | { name: string; mimeType: string; buffer: Buffer },
  ): Promise<void> {
    await this.page.getByLabel(this.t.form.paste).or(this.#remove()).first().waitFor();
    if (await this.#remove().isVisible()) await this.#remove().click();
    await this.page.getByLabel(this.t.form.drop).setInputFiles(file);
    await this.#remove().waitFor();
  }

  #remove(): Locator {
    return this.button(this.t.form.remove);
  }

  async giveBytes(name: string, buffer: Buffer): Promise<void> {
    await this.chooseFile({ name, mimeType: "application/octet-stream", buffer });
  }

  async openFile(file: string): Promise<void> {
    await this.chooseFile(file);
    await this.press(this.t.form.action);
  }

  async openText(text: string): Promise<void> {
    if (await this.#remove().isVisible()) await this.#remove().click();
    await this.page.getByLabel(this.t.form.paste).fill(text);
    await this.press(this.t.form.action);
  }

  async erase(): Promise<void> {
    const erased = this.page.getByText(this.t.form.erased);
    await this.pressErase(this.t.opened.eraseTitle, this.t.opened.erase, erased);
    await erased.waitFor();
  }
}
