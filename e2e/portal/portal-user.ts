import type { Language } from "@pct/messages/portal";
import type { Download, Locator, Page } from "playwright";

import { failureShown } from "./failures.js";
import type { FactsOf, FailureCode } from "./failures.js";

/** A user of the portal, in their language. */
export class PortalUser {
  readonly page: Page;
  readonly language: Language;

  constructor(page: Page, language: Language) {
    this.page = page;
    this.language = language;
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

  /** The file that the page downloads because of an action. */
  async saving(act: () => Promise<void>): Promise<Download> {
    const [download] = await Promise.all([this.page.waitForEvent("download"), act()]);
    return download;
  }

  async showsFailure<Code extends FailureCode>(code: Code, ...facts: FactsOf<Code>): Promise<void> {
    await failureShown(this.page, this.language, code, ...facts);
  }
}
