import { portal as texts } from "@pct/messages/portal";
import type { Language } from "@pct/messages/portal";
import type { Locator, Page } from "playwright";
import { expect } from "vitest";

import { pct } from "../peers.js";
import { told } from "./failures.js";
import type { FactsOf, FailureCode } from "./failures.js";
import type { Visitor } from "./portal.js";

type Texts = (typeof texts)[Language];

/** What a person does who asks for a credential by a link, in their language. */
export class Requester {
  readonly page: Page;
  readonly language: Language;
  readonly t: Texts["request"];
  readonly open: Texts["open"];

  constructor(page: Page, language: Language) {
    this.page = page;
    this.language = language;
    this.t = texts[language].request;
    this.open = texts[language].open;
  }

  /** The form and the list; or, with its ID, one request. */
  async arrive(id = ""): Promise<void> {
    await this.page.goto("about:blank");
    await this.page.goto(`/${this.language}/request/${id === "" ? "" : `#${id}`}`);
  }

  button(name: string): Locator {
    return this.page.getByRole("button", { name, exact: true });
  }

  heading(name: string): Locator {
    return this.page.getByRole("heading", { name, exact: true });
  }

  /** Makes a link; the answer is the link, as it stands on the screen. */
  async ask(label = "", from = ""): Promise<string> {
    await this.page.getByLabel(this.t.form.for).fill(label);
    await this.page.getByLabel(this.t.form.from).fill(from);
    await this.button(this.t.form.action).click();
    return this.link();
  }

  async link(): Promise<string> {
    const link = this.page.getByRole("group", { name: this.t.waiting.link.label });
    // Two large primes are found when they are found, later on a busy machine.
    await link.waitFor({ timeout: 120_000 });
    return link.innerText();
  }

  /** Waits until the relay has answered that there is nothing yet. */
  async waits(): Promise<void> {
    await this.page.getByText(this.t.contact.reached).waitFor();
  }

  async arrives(): Promise<void> {
    await this.heading(this.t.arrived.box).waitFor();
  }

  async openIt(): Promise<void> {
    await this.arrives();
    await this.button(this.t.arrived.action).click();
  }

  /** Shows the first thing that is hidden, which must be this. */
  async seesSecret(secret: string): Promise<void> {
    await this.button(this.t.opened.saved.action).waitFor();
    const show = texts[this.language].design.show.replace(/<.*/, "");
    const shows = this.page.getByRole("button", { name: new RegExp(`^${show}:? ?`) });
    await shows.first().click();
    await this.page.getByText(secret).waitFor();
  }

  async erase(): Promise<void> {
    await this.button(this.t.opened.saved.action).click();
    await this.heading(this.t.received.title).waitFor();
  }

  async cancel(): Promise<void> {
    await this.button(this.t.cancel.action).click();
    await this.button(this.t.cancel.confirm).click();
    await this.heading(this.t.cancelled.title).waitFor();
  }

  async goToList(): Promise<void> {
    await this.page.getByRole("link", { name: this.t.all }).click();
    await this.heading(this.t.list.title).waitFor();
  }

  /** The row of a request in the list, by what it is called. */
  row(name: string): Locator {
    return this.page.getByRole("listitem").filter({ hasText: name });
  }

  async isTold<Code extends FailureCode>(code: Code, ...facts: FactsOf<Code>): Promise<void> {
    await told(this.page, this.language, code, ...facts);
  }
}

/** The ID in a link, or in the address of the page that shows its request. */
export function idIn(address: string): string {
  const [id = ""] = /(?<=\/s\/|#)[\w-]{43}/.exec(address) ?? [];
  expect(id).toHaveLength(43);
  return id;
}

/** `pct send`: what its sender has compared by phone is right. */
export function send(
  folder: string,
  link: string,
  args: readonly string[],
  input: string | Buffer = "",
): void {
  pct(folder, ["send", link, ...args, "--yes"], { input });
}

/** With what the page asks the relay for an answer; nobody else has it. */
export function claimTokenOf({ requests }: Visitor, id: string): string {
  const request = requests.find((sent) => sent.url().endsWith(`/requests/${id}/delivery`));
  const [, token = ""] = /^Bearer (.+)$/.exec(request?.headers().authorization ?? "") ?? [];
  expect(token).toHaveLength(43);
  return token;
}

/**
 * Forgets what Chromium says on the console of calls that the relay refused, or that did not reach it:
 * for a page that expects them.
 */
export function forgetCalls({ problems }: Visitor): void {
  const others = problems.filter(
    (problem) => !/^console: Failed to load resource.*\/api\/v1\//.test(problem),
  );
  problems.splice(0, problems.length, ...others);
}
