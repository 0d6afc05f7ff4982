import { portal as texts } from "@pct/messages/portal";
import type { Language } from "@pct/messages/portal";
import type { Locator, Page } from "playwright";
import { expect } from "vitest";

import { failureShown } from "./failures.js";
import type { FactsOf, FailureCode } from "./failures.js";

type Texts = (typeof texts)[Language];
type End = keyof Texts["answer"]["ends"];

/** A sender who opens a request link, in their language. */
export class Answerer {
  readonly page: Page;
  readonly language: Language;
  readonly t: Texts["answer"];
  readonly form: Texts["send"];

  constructor(page: Page, language: Language) {
    this.page = page;
    this.language = language;
    this.t = texts[language].answer;
    this.form = texts[language].send;
  }

  /** Opens a link, and waits for the safety words. */
  async open(link: string): Promise<void> {
    await this.page.goto(link);
    await this.words().first().waitFor();
  }

  heading(name: string): Locator {
    return this.page.getByRole("heading", { level: 1, name, exact: true });
  }

  words(): Locator {
    return this.page
      .getByRole("list", { name: texts[this.language].design.words.list })
      .locator("li");
  }

  button(name: string): Locator {
    return this.page.getByRole("button", { name, exact: true });
  }

  field(label: string): Locator {
    return this.page.getByLabel(label, { exact: true });
  }

  async choose(content: keyof Texts["send"]["content"]): Promise<void> {
    await this.page.getByRole("radio", { name: this.form.content[content], exact: true }).check();
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

  async send(): Promise<void> {
    await this.button(this.t.action).click();
  }

  async isSent(): Promise<void> {
    await this.heading(this.t.sent.waiting).waitFor();
  }

  async isReceived(): Promise<void> {
    await this.heading(this.t.sent.received).waitFor();
  }

  /** Waits for the screen of a link that can't be answered, which has no form. */
  async isOver(end: End): Promise<void> {
    await this.heading(this.t.ends[end].title).waitFor();
    await this.page.getByText(this.t.ends[end].next).waitFor();
    expect(await this.page.locator("main :is(input, textarea, button)").count()).toBe(0);
  }

  async showsFailure<Code extends FailureCode>(code: Code, ...facts: FactsOf<Code>): Promise<void> {
    await failureShown(this.page, this.language, code, ...facts);
  }
}
