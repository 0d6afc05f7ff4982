import { portal as texts } from "@pct/messages/portal";
import type { Language } from "@pct/messages/portal";
import type { Locator, Page } from "playwright";
import { expect } from "vitest";

import { PortalUser } from "./portal-user.js";

type Texts = (typeof texts)[Language];
type End = keyof Texts["answer"]["ends"];

/** A sender who opens a request link, in their language. */
export class Answerer extends PortalUser {
  readonly t: Texts["answer"];
  readonly form: Texts["send"];

  constructor(page: Page, language: Language) {
    super(page, language);
    this.t = texts[language].answer;
    this.form = texts[language].send;
  }

  /** Opens a link, and waits for the form. */
  async open(link: string): Promise<void> {
    await this.page.goto(link);
    await this.bar().waitFor();
  }

  heading(name: string): Locator {
    return this.page.getByRole("heading", { level: 1, name, exact: true });
  }

  words(): Locator {
    return this.page
      .getByRole("list", { name: texts[this.language].design.words.list })
      .locator("li");
  }

  async chooseContent(content: keyof Texts["send"]["content"]): Promise<void> {
    await this.choose(this.form.content[content]);
  }

  async typeCredential(username: string, password: string): Promise<void> {
    await this.field(this.form.credential.username).fill(username);
    await this.field(this.form.credential.password).fill(password);
  }

  async chooseFile(name: string, buffer: Buffer): Promise<void> {
    const { label } = texts[this.language].locking.file;
    const mimeType = "application/octet-stream";
    await this.page.getByLabel(label).setInputFiles({ name, mimeType, buffer });
  }

  async chooseProviderFile(name: string, rows: readonly string[]): Promise<void> {
    const heading = "User name,Password,Access key ID,Secret access key,Console login link";
    const buffer = Buffer.from([heading, ...rows, ""].join("\r\n"));
    await this.page
      .getByLabel(this.form.credential.files)
      .setInputFiles({ name, mimeType: "text/csv", buffer });
  }

  /** The bar with the primary action. */
  bar(): Locator {
    return this.page.locator(".action-bar");
  }

  /** The names of what the browser keeps of this page without a seal. */
  async keptInClear(): Promise<string[]> {
    return this.page.evaluate(() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)]);
  }

  async send(): Promise<void> {
    await this.button(this.t.action).click();
  }

  async isSent(): Promise<void> {
    await this.heading(this.t.sent.waiting).waitFor();
  }

  /** Waits for the proof that the holder of the key opened the answer. */
  async isOpened(): Promise<void> {
    await this.heading(this.t.sent.opened).waitFor();
    await this.page.getByText(this.t.sent.openedAt).waitFor();
  }

  /** Waits for the server's word that the answer was collected, which is no proof. */
  async isReceived(): Promise<void> {
    await this.heading(this.t.sent.received).waitFor();
  }

  /** Takes the answer back, through the question. */
  async withdraw(): Promise<void> {
    await this.button(this.t.withdraw.action).click();
    await this.button(this.t.withdraw.confirm).click();
  }

  /** Waits for the screen of a link that can't be answered, which has no form. */
  async isOver(end: End): Promise<void> {
    await this.heading(this.t.ends[end].title).waitFor();
    await this.page.getByText(this.t.ends[end].next).waitFor();
    expect(await this.page.locator("main :is(input, textarea, button)").count()).toBe(0);
  }
}
