import { randomBytes } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { portal as texts } from "@pct/messages/portal";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { pct } from "../peers.js";
import { expectAccessible } from "./accessibility.js";
import { deliver, encryptFor } from "./age-sender.js";
import { BUILT_PORTAL } from "./built-portal.js";
import { startPlainServer } from "./plain-server.js";
import { hasBrowser, LANGUAGES, Portal, startServer } from "./portal.js";
import type { PortalServer, Visitor } from "./portal.js";
import { claimTokenOf, ignoreFailedCalls, idIn, Requester, send } from "./requester.js";
import { tabTo } from "./words.js";

/** A recipient requests a credential by a link, waits, opens it and has it erased. The sender uses pct. */

const CANARY = "Tr4sp4so-0Ol1I-canario";
const LABEL = "AWS, cuenta 1234";
/** The ID of a request that does not exist. */
const UNKNOWN_ID = "A".repeat(43);

let server: PortalServer;
let portal: Portal;
let folder = "";
const path = (name: string): string => join(folder, name);

beforeAll(async () => {
  if (!hasBrowser) return;
  server = await startServer();
  portal = await Portal.start({ server });
});
afterAll(async () => {
  if (hasBrowser) await portal.close();
});

describe.skipIf(!hasBrowser).each(LANGUAGES)("requesting by a link, in %s", (language) => {
  let visitor: Visitor;
  let requester: Requester;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "pct-request-"));
    visitor = await portal.visitor({ locale: language });
    requester = new Requester(visitor.page, language);
    await requester.arrive();
  });
  afterEach(async () => {
    await visitor.leave();
    // The labels are in the fragment, which browsers do not send.
    for (const canary of [CANARY, LABEL, encodeURIComponent(LABEL)]) {
      expect(visitor.sent()).not.toContain(canary);
      expect(serverTraces()).not.toContain(canary);
    }
    rmSync(folder, { recursive: true });
  });

  /** The server's data and log. */
  function serverTraces(): string {
    const files = readdirSync(server.data, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), "latin1"));
    return [...files, server.log()].join("\n");
  }

  it("receives a credential, with a reload at each step", async () => {
    const { page, t, open } = requester;
    const link = await requester.ask(LABEL, "Ana");
    expect(link).toMatch(/\/s\/[\w-]{43}#for=AWS%2C%20cuenta%201234&from=Ana$/);
    await requester.waits();
    const words = await page.getByRole("list").getByRole("listitem").allInnerTexts();
    await page.reload();
    expect(await requester.link()).toBe(link);
    expect(await page.getByRole("list").getByRole("listitem").allInnerTexts()).toEqual(words);

    const document = { provider: "aws", account: "123456789012", username: "ana", from: "Marta" };
    const fields = Object.entries(document).flatMap(([name, value]) => [`--${name}`, value]);
    send(folder, link, fields, CANARY);
    await requester.arrives();
    expect(await page.title()).toBe(t.arrived.title);
    await page.reload();
    await requester.openIt();
    await requester.heading(open.opened.credential.aws).waitFor();
    await page.getByText(t.opened.confirm).waitFor();
    expect(await page.content()).not.toContain(CANARY);
    await requester.seesSecret(CANARY);

    // Reading changes nothing.
    await page.reload();
    await requester.arrives();
    expect(await page.content()).not.toContain(CANARY);
    await requester.openIt();
    await requester.seesSecret(CANARY);
    expect(serverTraces()).not.toContain(claimTokenOf(visitor, idIn(link)));
    await requester.erase();
    expect(await page.content()).not.toContain(CANARY);
    await page.reload();
    await requester.heading(t.received.title).waitFor();
    expect(() => {
      send(folder, link, [], "x");
    }).toThrow("The answer to this link was received");
  });

  it("receives plain text, and a file of 900 KiB", async () => {
    const { page, open } = requester;
    const content = randomBytes(900 * 1024);
    writeFileSync(path("report.bin"), content);
    send(folder, await requester.ask(), ["report.bin"]);
    await requester.openIt();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      requester.button(open.opened.save).click(),
    ]);
    await download.saveAs(path("saved.bin"));
    expect(readFileSync(path("saved.bin")).equals(content)).toBe(true);
    await requester.erase();

    await requester.page.getByRole("link", { name: requester.t.another }).click();
    const link = await requester.ask();
    await answer(link, CANARY);
    await requester.openIt();
    await requester.seesSecret(CANARY);
    await requester.erase();
  });

  /** Answers a request as a sender with age alone does. */
  async function answer(link: string, content: string): Promise<void> {
    const { origin } = portal;
    await deliver(origin, idIn(link), await encryptFor(origin, idIn(link), content));
  }

  it("shows a credential that was made for another request, with a warning", async () => {
    const { page, t } = requester;
    const link = await requester.ask();
    const credential = { type: "pct.credential.v1", request: UNKNOWN_ID, password: CANARY };
    await answer(link, JSON.stringify(credential));
    await requester.openIt();
    await page.getByRole("alert").filter({ hasText: t.opened.forAnother }).waitFor();
    await requester.seesSecret(CANARY);
  });

  it("keeps an answer that its key does not decrypt until the request is cancelled", async () => {
    const { page, t } = requester;
    const link = await requester.ask();
    pct(folder, ["create"]);
    const foreign = ["encrypt", "-", "-r", "public_key.pem", "--format", "age", "-o", "-"];
    await deliver(portal.origin, idIn(link), pct(folder, foreign, { input: CANARY }));
    await requester.openIt();
    await requester.heading(t.unopened.title).waitFor();
    await page.reload();
    await requester.openIt();
    await requester.heading(t.unopened.title).waitFor();
    await expectAccessible(page, "unopened");
    await requester.cancel();
  });

  it("handles several requests in two tabs, and each tab sees the changes of the other", async () => {
    const { t } = requester;
    const first = await requester.ask("uno");
    const other = new Requester(await visitor.context.newPage(), language);
    await other.arrive(idIn(first));
    expect(await other.link()).toBe(first);
    await other.waits();
    await requester.goToList();
    const second = await requester.ask("dos");
    expect(idIn(second)).not.toBe(idIn(first));

    send(folder, first, [], `${CANARY}-1`);
    send(folder, second, [], `${CANARY}-2`);
    await other.openIt();
    await other.seesSecret(`${CANARY}-1`);
    await requester.openIt();
    await requester.seesSecret(`${CANARY}-2`);
    await requester.goToList();
    await requester.row("uno").getByText(t.list.states.arrived).waitFor();
    await requester.row("dos").getByText(t.list.states.arrived).waitFor();

    // Both tabs show the credential; one of them erases it.
    await requester.row("uno").getByRole("link").click();
    await requester.openIt();
    await requester.erase();
    await comeBack(other);
    await other.openStep(t.opened.saved.title);
    await other.page.getByText(t.opened.saved.gone).waitFor();
    await other.seesSecret(`${CANARY}-1`);
    await other.goToList();
    await other.row("uno").getByText(t.list.states.received).waitFor();
    const forget = t.list.forget.replace(/<\/?hidden>/g, "").replace("{name}", "uno");
    await other.button(forget).click();
    await other.row("uno").waitFor({ state: "detached" });
    await other.row("dos").getByRole("link").click();
    await other.cancel();
    ignoreFailedCalls(visitor);
  });

  /** Simulates a switch back to the tab: headless Chromium treats every tab as visible. */
  async function comeBack({ page }: Requester): Promise<void> {
    await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  }

  it("continues by itself after an outage of the server", async () => {
    const { page, t } = requester;
    const link = await requester.ask();
    await requester.waits();
    await page.route("**/api/v1/**", (route) => route.abort("connectionrefused"));
    await server.restart();
    await page.getByText(t.contact.unreachable).waitFor({ timeout: 60_000 });
    await expectAccessible(page, "unreachable");
    await page.unroute("**/api/v1/**");
    await page.evaluate(() => dispatchEvent(new Event("online")));
    await requester.waits();
    send(folder, link, [], CANARY);
    await requester.arrives();
    await server.restart();
    await page.reload();
    await requester.openIt();
    await requester.seesSecret(CANARY);
    await page.route("**/api/v1/**", (route) => route.abort("connectionrefused"));
    await requester.pressErase(
      t.opened.saved.title,
      t.opened.saved.action,
      requester.button(t.erasing.now),
    );
    await requester.press(t.erasing.now);
    await requester.openStep(t.opened.saved.title);
    await requester.showsFailure("relay-unreachable");
    await requester.seesSecret(CANARY);
    await page.unroute("**/api/v1/**");
    await requester.erase();
    ignoreFailedCalls(visitor);
  });

  it("creates the request at the server once the server is reachable", async () => {
    const { page, t } = requester;
    await page.route("**/api/v1/requests", (route) => route.abort("connectionrefused"));
    await page.getByLabel(t.form.for).fill(LABEL);
    await requester.button(t.form.action).click();
    await requester.heading(t.making.title).waitFor({ timeout: 120_000 });
    await page.getByText(t.contact.unreachable).waitFor({ timeout: 60_000 });
    await expectAccessible(page, "making");
    await requester.goToList();
    await requester.row(LABEL).getByText(t.list.states.making).waitFor();
    await page.unroute("**/api/v1/requests");
    await requester.row(LABEL).getByRole("link").click();
    send(folder, await requester.link(), [], CANARY);
    await requester.arrives();
    await requester.cancel();
    ignoreFailedCalls(visitor);
  });

  it("shares the link through the share sheet of a phone, which the user may cancel", async () => {
    const { page, t } = requester;
    // Chromium has no share sheet on Linux.
    await page.addInitScript(() => {
      const shared: unknown[] = [];
      const share = (data: ShareData): Promise<void> =>
        shared.push(data) === 1
          ? Promise.reject(new DOMException("left again", "AbortError"))
          : Promise.resolve();
      Object.assign(globalThis, { shared });
      Object.defineProperty(navigator, "share", { value: share });
    });
    await page.reload();
    const link = await requester.ask(LABEL);
    await requester.waits();
    for (const times of [1, 2]) {
      await requester.button(t.waiting.link.share).click();
      expect(await page.evaluate("shared")).toEqual(Array(times).fill({ url: link }));
    }
    await expectAccessible(page, "shared");
  });

  it("shows a cancelled, expired or lost request as such, and deletes its key", async () => {
    const { page, t } = requester;
    const cancelled = await requester.ask("uno");
    await requester.cancel();
    await page.reload();
    await requester.heading(t.cancelled.title).waitFor();
    expect(() => {
      send(folder, cancelled, [], "x");
    }).toThrow("was cancelled");
    expect(await hasKey(idIn(cancelled))).toBe(false);

    await page.getByRole("link", { name: t.another }).click();
    const lost = await requester.ask("dos");
    await requester.waits();
    await loseAtServer(idIn(lost));
    await page.reload();
    await requester.heading(t.gone.title).waitFor();
    await expectAccessible(page, "gone");

    expect(await hasKey(idIn(lost))).toBe(true);

    // A request that the server does not know after its expiry has expired.
    await endTimeOf(idIn(lost));
    await page.reload();
    await requester.heading(t.expired.title).waitFor();
    await expectAccessible(page, "expired");
    expect(await hasKey(idIn(lost))).toBe(false);
    await page.getByRole("link", { name: t.another }).click();
    await requester.row("dos").getByText(t.list.states.expired).waitFor();
    await requester.row("uno").getByText(t.list.states.cancelled).waitFor();
    ignoreFailedCalls(visitor);
  });

  /** Lets the server answer about a request as about one that it never had. */
  async function loseAtServer(id: string): Promise<void> {
    await requester.page.route(
      (url) => url.pathname.includes(id),
      (route) => route.continue({ url: route.request().url().replace(id, "A".repeat(43)) }),
    );
  }

  /** Cancels a request with its claim token, as another browser with the token could. */
  async function cancelAtServer(id: string): Promise<void> {
    const answer = await fetch(`${portal.origin}/api/v1/requests/${id}`, {
      method: "DELETE",
      headers: { authorization: `Bearer ${claimTokenOf(visitor, id)}` },
    });
    expect(answer.status).toBe(204);
  }

  it("says that the server calls a request cancelled or expired, and keeps its key", async () => {
    const { page, t } = requester;
    const link = await requester.ask(LABEL);
    await requester.waits();
    await cancelAtServer(idIn(link));
    await requester.heading(t.claimsCancelled.title).waitFor();
    await page.getByText(t.keyStays).waitFor();
    await expectAccessible(page, "cancelled at the server");
    expect(await hasKey(idIn(link))).toBe(true);
    await page.getByRole("link", { name: t.another }).click();
    await requester.row(LABEL).getByText(t.list.states.claimsCancelled).waitFor();

    await page.route(
      (url) => url.pathname.includes(idIn(link)),
      (route) =>
        route.fulfill({
          status: 410,
          contentType: "application/problem+json",
          body: JSON.stringify({ type: "about:blank", status: 410, code: "expired" }),
        }),
    );
    await requester.row(LABEL).getByRole("link").click();
    await requester.heading(t.claimsExpired.title).waitFor();
    await expectAccessible(page, "expired at the server");
    expect(await hasKey(idIn(link))).toBe(true);
    await endTimeOf(idIn(link));
    await requester.press(t.askAgain);
    await requester.heading(t.expired.title).waitFor();
    expect(await hasKey(idIn(link))).toBe(false);
    ignoreFailedCalls(visitor);
  });

  it("keeps the key when the server lies about the request, and opens the answer afterwards", async () => {
    const { page, t } = requester;
    const link = await requester.ask(LABEL);
    await requester.waits();
    send(folder, link, [], CANARY);
    await requester.arrives();
    await page.route("**/api/v1/requests/*/delivery", (route) =>
      route.fulfill({
        status: 410,
        contentType: "application/problem+json",
        body: JSON.stringify({ type: "about:blank", status: 410, code: "already-received" }),
      }),
    );
    await page.route(`**/api/v1/requests/${idIn(link)}`, async (route) => {
      const response = await route.fetch();
      const status = (await response.json()) as object;
      await route.fulfill({ response, json: { ...status, state: "received" } });
    });
    await page.reload();
    await requester.heading(t.claimsReceived.title).waitFor();
    await page.getByText(t.keyStays).waitFor();
    await expectAccessible(page, "claimed");
    expect(await hasKey(idIn(link))).toBe(true);
    await page.getByRole("link", { name: t.another }).click();
    await requester.row(LABEL).getByText(t.list.states.claimsReceived).waitFor();
    expect(await hasKey(idIn(link))).toBe(true);

    await page.unroute("**/api/v1/requests/*/delivery");
    await page.unroute(`**/api/v1/requests/${idIn(link)}`);
    await requester.row(LABEL).getByRole("link").click();
    await requester.openIt();
    await requester.seesSecret(CANARY);
    await requester.erase();
    expect(await hasKey(idIn(link))).toBe(false);
    ignoreFailedCalls(visitor);
  });

  it("removes a request that the server claims not to know, after a question", async () => {
    const { page, t } = requester;
    const lost = await requester.ask("uno");
    await requester.waits();
    await loseAtServer(idIn(lost));
    await page.reload();
    await requester.heading(t.gone.title).waitFor();
    await requester.button(t.remove.action).click();
    await expectAccessible(page, "remove");
    await requester.button(t.remove.keep).click();
    expect(await hasKey(idIn(lost))).toBe(true);
    await requester.button(t.askAgain).click();
    await requester.heading(t.gone.title).waitFor();
    await requester.button(t.remove.action).click();
    await requester.button(t.remove.confirm).click();
    await requester.button(t.form.action).waitFor();
    expect(await requester.row("uno").count()).toBe(0);
    ignoreFailedCalls(visitor);
  });

  /** Lets the time of a request be over, in what this browser stores of it. */
  async function endTimeOf(id: string): Promise<void> {
    await withStored(id, { ends: true });
  }

  /** Whether this browser still has the key of a request. */
  async function hasKey(id: string): Promise<boolean> {
    return withStored(id, { ends: false });
  }

  /** Whether this browser stores the key of a request; moves the end of its time to the past first. */
  async function withStored(id: string, { ends }: { ends: boolean }): Promise<boolean> {
    return requester.page.evaluate(
      async ([key, isOver]) => {
        const resultOf = <Result>(request: IDBRequest<Result>): Promise<Result> =>
          new Promise((resolve, reject) => {
            request.onsuccess = () => {
              resolve(request.result);
            };
            request.onerror = () => {
              reject(new Error("the request failed"));
            };
          });
        const database = await resultOf(indexedDB.open("pct"));
        const store = database.transaction("requests", "readwrite").objectStore("requests");
        const stored = (await resultOf(store.get(key))) as {
          info: { expiresAt: number };
          secret: { keepUntil: number } | null;
        };
        if (isOver && stored.secret !== null) {
          stored.info.expiresAt = stored.secret.keepUntil = Date.now() - 1;
          await resultOf(store.put(stored));
        }
        database.close();
        return stored.secret !== null;
      },
      [id, ends] as const,
    );
  }

  it("refuses a request that the server has altered", async () => {
    const { page, t } = requester;
    await page.route("**/api/v1/requests/*", async (route) => {
      const response = await route.fetch();
      const status = (await response.json()) as { nonce: string };
      const nonce = randomBytes(16).toString("base64url");
      await route.fulfill({ response, json: { ...status, nonce } });
    });
    await page.getByLabel(t.form.for).fill("uno");
    await requester.button(t.form.action).click();
    await page
      .getByRole("alert")
      .filter({ hasText: t.altered.title })
      .waitFor({ timeout: 120_000 });
    expect(await page.getByRole("button", { name: t.waiting.link.copy }).count()).toBe(0);
    await expectAccessible(page, "altered");
    await page.getByRole("link", { name: t.another }).click();
    await requester.row("uno").getByText(t.list.states.altered).waitFor();
  });

  it("explains a request that another browser made", async () => {
    const { page, t } = requester;
    await requester.arrive(UNKNOWN_ID);
    await requester.heading(t.foreign.title).waitFor();
    await expectAccessible(page, "foreign");
    // The skip link must not replace the fragment with the ID.
    await page.getByRole("link", { name: texts[language].shell.skip }).focus();
    await page.keyboard.press("Enter");
    await requester.heading(t.foreign.title).waitFor();
    await page.getByRole("link", { name: t.another }).click();
    await requester.button(t.form.action).waitFor();
  });

  it("offers no request where the browser stores nothing", async () => {
    const { page, t } = requester;
    await page.addInitScript(() => {
      IDBFactory.prototype.open = () => {
        throw new DOMException("refused", "SecurityError");
      };
    });
    await page.reload();
    await requester.heading(t.refused.storage.title).waitFor();
    expect(await requester.button(t.form.action).count()).toBe(0);
    await expectAccessible(page, "refused");
  });

  it("keeps the input and the request when the language changes", async () => {
    const { page, t } = requester;
    const { shell } = texts[language];
    const other = language === "es" ? "en" : "es";
    await page.getByLabel(t.form.for).fill("uno");
    await page.getByLabel(t.form.expires).selectOption("7d");
    await page.getByRole("link", { name: shell.otherLanguage, exact: true }).click();
    await page.waitForURL(`/${other}/request/`);
    const inOther = new Requester(page, other);
    await page.getByLabel(inOther.t.form.for).waitFor();
    expect(await page.getByLabel(inOther.t.form.for).inputValue()).toBe("uno");
    expect(await page.getByLabel(inOther.t.form.expires).inputValue()).toBe("7d");
    await inOther.button(inOther.t.form.action).click();
    const link = await inOther.link();
    await page.getByRole("link", { name: texts[other].shell.otherLanguage, exact: true }).click();
    await page.waitForURL(`/${language}/request/#${idIn(link)}`);
    expect(await requester.link()).toBe(link);
    // The form's address has no fragment.
    await page.getByRole("link", { name: shell.receive, exact: true }).first().click();
    await requester.row("uno").waitFor();
  });

  it("says that the QR code can't be loaded, and loads it on a retry", async () => {
    const { page, t } = requester;
    await requester.ask();
    await requester.waits();
    await page.route(/\/_next\/static\/chunks\//, (route) => route.abort());
    await requester.press(t.waiting.link.qr);
    const { failed, retry } = texts[language].design.qr;
    await page.getByRole("status").filter({ hasText: failed }).waitFor();
    await expectAccessible(page, "QR code not loaded");
    await page.unrouteAll();
    await requester.press(retry);
    await page.getByRole("img", { name: t.waiting.link.qrLabel }).waitFor();
    // Chromium reports each blocked chunk.
    expect(visitor.problems.every((problem) => problem.includes("/_next/static/chunks/"))).toBe(
      true,
    );
    visitor.problems.length = 0;
  });

  it("works with the keyboard alone", async () => {
    const { page, t, open } = requester;
    await page.goto(`/${language}/`);
    const door = page.getByRole("link", { name: texts[language].home.doors.receive });
    await press(door);
    await tabTo(page, page.getByLabel(t.form.for));
    await page.keyboard.type("uno");
    await page.keyboard.press("Enter");
    const link = await requester.link();
    await press(requester.button(t.waiting.link.copy));
    await page.getByText(t.waiting.link.copied).waitFor();
    await press(requester.button(t.waiting.link.qr));
    await page.getByRole("img", { name: t.waiting.link.qrLabel }).waitFor();
    await press(requester.button(t.cancel.action));
    await requester.heading(t.cancel.title).waitFor();
    // The safe answer has the focus.
    await page.keyboard.press("Enter");
    await requester.heading(t.cancel.title).waitFor({ state: "detached" });
    send(folder, link, [], CANARY);
    await press(requester.button(t.arrived.action));
    await press(requester.step(t.opened.saved.title));
    await press(requester.button(t.opened.saved.action));
    await requester.heading(open.unfinished.title).waitFor();
    // The safe answer has the focus.
    await page.keyboard.press("Enter");
    await requester.heading(open.unfinished.title).waitFor({ state: "detached" });
    await press(requester.button(t.opened.saved.action));
    await press(requester.button(open.unfinished.confirm));
    await press(requester.button(t.erasing.undo));
    await press(requester.button(t.opened.saved.action));
    await press(requester.button(open.unfinished.confirm));
    await press(requester.button(t.erasing.now));
    await requester.heading(t.received.title).waitFor();
    await press(page.getByRole("link", { name: t.another }));
    await press(requester.row("uno").getByRole("button"));
    await requester.row("uno").waitFor({ state: "detached" });

    async function press(target: ReturnType<typeof requester.button>): Promise<void> {
      await tabTo(page, target);
      await page.keyboard.press("Enter");
    }
  });

  it("is accessible in every state", async () => {
    const { page, t } = requester;
    await expectAccessible(page, "form");
    const link = await requester.ask(LABEL, "Ana");
    await requester.waits();
    await requester.button(t.waiting.link.qr).click();
    await expectAccessible(page, "waiting");
    await requester.button(t.cancel.action).click();
    await expectAccessible(page, "cancelling");
    await page.keyboard.press("Escape");
    await requester.goToList();
    await expectAccessible(page, "list");
    await page.goBack();
    send(folder, link, ["--provider", "aws", "--username", "ana"], CANARY);
    await requester.arrives();
    await expectAccessible(page, "arrived");
    await requester.openIt();
    await requester.step(t.opened.saved.title).waitFor();
    await expectAccessible(page, "opened");
    await requester.erase();
    await expectAccessible(page, "received");
    await page.getByRole("link", { name: t.another }).click();
    await requester.row(LABEL).waitFor();
    await expectAccessible(page, "list with what has ended");
  });
});

describe.skipIf(!hasBrowser).each(LANGUAGES)("a copy on a plain file server, in %s", (language) => {
  it("says that it has no relay, and links to receiving by hand", async () => {
    const plain = await Portal.start({ server: await startPlainServer(BUILT_PORTAL) });
    const visitor = await plain.visitor({ locale: language });
    const requester = new Requester(visitor.page, language);
    const { page, t } = requester;
    await page.goto(`/${language}/`);
    await page.getByRole("link", { name: texts[language].home.doors.receive }).click();
    await requester.heading(t.refused.relay.title).waitFor();
    expect(await requester.button(t.form.action).count()).toBe(0);
    await expectAccessible(page, "no relay");
    await page.getByRole("link", { name: t.manual.action }).click();
    await requester.heading(texts[language].receive.title).waitFor();
    ignoreFailedCalls(visitor);
    await visitor.leave();
    await plain.close();
  });
});
