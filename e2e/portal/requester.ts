import { portal as texts } from "@pct/messages/portal";
import type { Language } from "@pct/messages/portal";
import type { Locator, Page } from "playwright";
import { expect } from "vitest";

import { pct } from "../peers.js";
import { PortalUser } from "./portal-user.js";
import type { Visitor } from "./portal.js";

type Texts = (typeof texts)[Language];

/** A recipient who requests a credential by a link, in their language. */
export class Requester extends PortalUser {
  readonly t: Texts["request"];
  readonly open: Texts["open"];

  constructor(page: Page, language: Language) {
    super(page, language);
    this.t = texts[language].request;
    this.open = texts[language].open;
  }

  /** Opens the form with the list, or the request with this ID. */
  async arrive(id = ""): Promise<void> {
    await this.page.goto("about:blank");
    await this.page.goto(`/${this.language}/request/${id === "" ? "" : `#${id}`}`);
  }

  heading(name: string): Locator {
    return this.page.getByRole("heading", { name, exact: true });
  }

  /** Makes a request. Returns its link, as the screen shows it. */
  async ask(label = "", from = ""): Promise<string> {
    await this.page.getByLabel(this.t.form.for).fill(label);
    await this.page.getByLabel(this.t.form.from).fill(from);
    await this.button(this.t.form.action).click();
    return this.link();
  }

  async link(): Promise<string> {
    const link = this.page.getByRole("group", { name: this.t.waiting.link.label });
    await link.waitFor();
    return link.innerText();
  }

  /** Waits until the relay has answered that there is no delivery yet. */
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

  /** Erases the credential, without the time to undo it. */
  async erase(): Promise<void> {
    const { title, action } = this.t.opened.saved;
    const now = this.button(this.t.erasing.now);
    await this.pressErase(title, action, now);
    await now.click();
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

  /** The row of a request in the list, by its label. */
  row(name: string): Locator {
    return this.page.getByRole("listitem").filter({ hasText: name });
  }
}

/** The ID in a link, or in the address of the request's page. */
export function idIn(address: string): string {
  const [id = ""] = /(?<=\/s\/|#)[\w-]{43}/.exec(address) ?? [];
  expect(id).toHaveLength(43);
  return id;
}

/** Runs `pct send`, with the safety words confirmed. */
export function send(
  folder: string,
  link: string,
  args: readonly string[],
  input: string | Buffer = "",
): void {
  pct(folder, ["send", link, ...args, "--yes"], { input });
}

/** The claim token, from the page's calls of the relay. */
export function claimTokenOf({ requests }: Visitor, id: string): string {
  const request = requests.find((sent) => sent.url().endsWith(`/requests/${id}/delivery`));
  const [, token = ""] = /^Bearer (.+)$/.exec(request?.headers().authorization ?? "") ?? [];
  expect(token).toHaveLength(43);
  return token;
}

/** Drops Chromium's console messages about failed calls of the relay, for a test that expects them. */
export function ignoreFailedCalls({ problems }: Visitor): void {
  const others = problems.filter(
    (problem) => !/^console: Failed to load resource.*\/api\/v1\//.test(problem),
  );
  problems.splice(0, problems.length, ...others);
}
