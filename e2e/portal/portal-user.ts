import { portal as texts } from "@pct/messages/portal";
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

  /** The line of a step of an opened credential, by its title: the button that opens and closes it. */
  step(title: string): Locator {
    const { done } = texts[this.language].open.tasks;
    const name = title.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    return this.page.getByRole("button", { name: new RegExp(`^${name}(?: \\(${done}\\))?$`) });
  }

  /** Whether a step of an opened credential is done. */
  async isDone(title: string): Promise<boolean> {
    const { done } = texts[this.language].open.tasks;
    return (await this.step(title).innerText()).includes(`(${done})`);
  }

  /** Opens a step of an opened credential, if it isn't open. */
  async openStep(title: string): Promise<void> {
    const line = this.step(title);
    await line.waitFor();
    if ((await line.getAttribute("aria-expanded")) === "false") await line.click();
  }

  /** The buttons that show a secret. */
  shows(): Locator {
    const show = texts[this.language].design.show.replace(/<.*/, "");
    return this.page.getByRole("button", { name: new RegExp(`^${show}:? ?`) });
  }

  /** Shows the password of an opened credential, or the opened text, which must be this secret. */
  async seesSecret(secret: string): Promise<void> {
    const { tasks, opened } = texts[this.language].open;
    const { password } = tasks.titles;
    const text = this.page.getByRole("group", { name: opened.secret, exact: true });
    await this.step(password).or(text).first().waitFor();
    if (await this.step(password).isVisible()) await this.openStep(password);
    await this.shows().first().click();
    await this.page.getByText(secret).waitFor();
  }

  /** Presses the button that erases what was opened, and confirms it if the portal asks. */
  async pressErase(step: string, action: string, next: Locator): Promise<void> {
    await this.step(step).or(this.button(action)).first().waitFor();
    if (await this.step(step).isVisible()) await this.openStep(step);
    await this.press(action);
    const { confirm } = texts[this.language].open.unfinished;
    await this.button(confirm).or(next).first().waitFor();
    if (await this.button(confirm).isVisible()) await this.press(confirm);
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
