import { randomBytes } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { portal as texts } from "@pct/messages/portal";
import type { Page, Route } from "playwright";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { expectAccessible } from "./accessibility.js";
import { Answerer } from "./answerer.js";
import { Asker, CommandLineAsker } from "./asker.js";
import type { Asked } from "./asker.js";
import { hasBrowser, LANGUAGES, Portal, startServer } from "./portal.js";
import type { PortalServer, Visitor } from "./portal.js";
import {
  Clicks,
  DESKTOP,
  expectInView,
  expectNothingCovered,
  expectOnScreen,
  PHONE,
} from "./in-view.js";
import { idIn, Requester } from "./requester.js";
import { filled, tabTo } from "./words.js";

/** The sender's side of a link: the recipient gets the content, and no other party sees it. */

const CANARY = "Kanarienvogel-7f3a";
const LABEL = "Konsole-Zeisig";
const LABELS = `for=${LABEL}%2C%20cuenta%201234&from=Ana%20P%C3%A9rez`;
const SIGN_IN = "https://my-company.signin.aws.amazon.com/console";
const ANAS_ROW = `ana,${CANARY},AKIAIOSFODNN7EXAMPLE,wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY,${SIGN_IN}`;
const LUIS_ROW = `luis,second,,,${SIGN_IN}`;
const DELIVERY = /\/api\/v1\/requests\/[\w-]+\/delivery$/;

let server: PortalServer;
let portal: Portal;
let ana: Asker;

beforeAll(async () => {
  if (!hasBrowser) return;
  server = await startServer();
  portal = await Portal.start({ server });
  ana = new Asker(portal.origin);
});
afterAll(async () => {
  if (!hasBrowser) return;
  ana.close();
  await portal.close();
});

describe.skipIf(!hasBrowser).each(LANGUAGES)("in %s", (language) => {
  const other = language === "es" ? "en" : "es";
  let visitor: Visitor;
  let page: Page;
  let luis: Answerer;
  /** Set by tests that make calls fail, which Chromium reports on the console. */
  let hasFaults: boolean;

  beforeEach(async () => {
    hasFaults = false;
    visitor = await portal.visitor({ locale: language });
    ({ page } = visitor);
    luis = new Answerer(page, language);
  });
  afterEach(async () => {
    if (hasFaults) expectFaultsOnly(visitor);
    await visitor.leave();
  });

  it("sends a credential to pct, and shows when it was received", async () => {
    const asker = new CommandLineAsker(portal.origin);
    const link = asker.ask("--label", `${LABEL}, cuenta 1234`, "--from", "Ana");
    await luis.open(link);
    await page.getByText(`${LABEL}, cuenta 1234`, { exact: true }).waitFor();
    await page.reload();
    await luis.words().first().waitFor();
    await expectAccessible(page, "open");

    const { credential } = luis.form;
    await luis.typeCredential("ana", CANARY);
    await luis.field(credential.service).selectOption("aws");
    await luis.field(credential.account.aws).fill("123456789012");
    await luis.field(credential.note).fill(`${CANARY}-note`);
    await luis.field(credential.from).fill("Luis");
    await luis.send();
    await luis.isSent();
    await expectAccessible(page, "sent");
    // The page holds nothing of the content any more.
    expect(await page.content()).not.toContain(CANARY);
    await page.reload();
    await luis.isSent();

    const received = JSON.parse(asker.receive("--json").toString()) as { credential: unknown };
    expect(received.credential).toEqual({
      type: "pct.credential.v1",
      request: new URL(link).pathname.slice("/s/".length),
      provider: "aws",
      account: "123456789012",
      username: "ana",
      password: CANARY,
      mustChangePassword: true,
      note: `${CANARY}-note`,
      from: "Luis",
    });
    await luis.isOpened();
    await expectAccessible(page, "opened");
    await page.reload();
    await luis.isOpened();
    // A later visit in the same browser, by the same link.
    const later = new Answerer(await visitor.context.newPage(), language);
    await later.page.goto(link);
    await later.isOpened();

    const seen = await everythingSent(visitor);
    for (const canary of [CANARY, LABEL, encodeURIComponent("Ana Pérez")]) {
      expect(seen).not.toContain(canary);
      expect(leftBy(server)).not.toContain(canary);
    }
    asker.close();
  });

  it("sends a text unchanged", async () => {
    const asked = await ana.ask();
    await luis.open(asked.link);
    await page.getByText(luis.t.asking.unsaid).waitFor();
    await luis.chooseContent("text");
    await luis.field(luis.form.text.label).fill(`${CANARY}\nñ 🔑\n`);
    await expectAccessible(page, "text");
    await luis.send();
    await luis.isSent();
    expect((await asked.collect())?.toString()).toBe(`${CANARY}\nñ 🔑\n`);

    const signed = await ana.ask("", "rsa");
    await luis.open(signed.link);
    await luis.chooseContent("text");
    await luis.field(luis.form.text.label).fill(CANARY);
    await luis.field(luis.form.credential.from).fill("Luis");
    await luis.send();
    await luis.isSent();
    const document = JSON.parse((await signed.collect())?.toString() ?? "") as unknown;
    expect(document).toMatchObject({ request: signed.id, from: "Luis", note: CANARY });
  });

  it("sends files up to the server's limit, which it states before", async () => {
    const asker = new CommandLineAsker(portal.origin);
    const link = asker.ask();
    const content = randomBytes(900 * 1024);
    await luis.open(link);
    await luis.chooseContent("file");
    await luis.chooseFile("backup.bin", randomBytes(1024 * 1024 + 1000));
    await page.getByText(luis.t.file.tooLarge.split("{")[0] ?? "").waitFor();
    await expectAccessible(page, "file too large");
    await luis.chooseFile("backup.bin", content);
    await page.getByText(luis.t.fileAlone).waitFor();
    await expectAccessible(page, "large file");
    await luis.send();
    await luis.isSent();
    asker.receive("-o", "received.bin");
    expect(readFileSync(join(asker.folder, "received.bin")).equals(content)).toBe(true);
    asker.close();

    const asked = await ana.ask();
    await luis.open(asked.link);
    await luis.chooseContent("file");
    await luis.chooseFile("../keys.csv", Buffer.from("id,secret\n"));
    await luis.send();
    await luis.isSent();
    expect(JSON.parse((await asked.collect())?.toString() ?? "")).toMatchObject({
      request: asked.id,
      files: [{ name: "keys.csv", data: Buffer.from("id,secret\n").toString("base64") }],
    });
  });

  it("keeps the input through every failure on the way, and sends it once", async () => {
    hasFaults = true;
    const next = await ana.ask();
    await luis.open(next.link);
    await luis.typeCredential("ana", CANARY);
    const failing: readonly [(route: Route) => Promise<void>, () => Promise<void>][] = [
      [(route) => route.abort(), () => luis.showsFailure("relay-unreachable")],
      [
        problem(413, "body-too-large", { maxBytes: 1024 }),
        () => luis.showsFailure("delivery-too-large", { maximum: 1024 }),
      ],
      [
        problem(429, "rate-limited", {}, { "retry-after": "60" }),
        () => luis.showsFailure("relay-busy", { retryAfter: 60 }),
      ],
      [problem(507, "store-full"), () => luis.showsFailure("relay-failed", { status: 507 })],
      // As a proxy may send it: it is not known whose answer was delivered.
      [problem(409, "already-delivered"), () => luis.showsFailure("delivery-uncertain")],
    ];
    for (const [answer, showsFailure] of failing) {
      await page.route(DELIVERY, answer);
      await luis.send();
      await showsFailure();
      await page.getByText(luis.t.kept).waitFor();
      expect(await luis.field(luis.form.credential.password).inputValue()).toBe(CANARY);
      await page.unroute(DELIVERY);
    }
    await expectAccessible(page, "failed");
    await server.restart();
    await luis.send();
    await luis.isSent();
    expect((await next.collect())?.toString()).toContain(CANARY);
  });

  /** Sends an answer that arrives, but loses the relay's confirmation. */
  async function sendWithoutConfirmation(): Promise<void> {
    await page.route(DELIVERY, async (route) => {
      await route.fetch();
      await route.abort();
    });
    await luis.send();
    await luis.showsFailure("relay-unreachable");
    await page.unroute(DELIVERY);
  }

  it("recognizes its own answer when only the confirmation was lost", async () => {
    hasFaults = true;
    const asked = await ana.ask();
    await luis.open(asked.link);
    await luis.typeCredential("ana", "first");
    await sendWithoutConfirmation();
    await luis.send();
    await luis.isSent();
    expect(await page.getByText(luis.t.sent.earlier).count()).toBe(0);

    const changed = await ana.ask();
    await luis.open(changed.link);
    await luis.typeCredential("ana", "first");
    await sendWithoutConfirmation();
    await luis.typeCredential("ana", "second");
    await luis.send();
    await luis.isSent();
    await page.getByText(luis.t.sent.earlier).waitFor();
    expect((await changed.collect())?.toString()).toContain('"first"');
  });

  it("tells the second of two tabs that there is an answer, and keeps its input", async () => {
    hasFaults = true;
    const asked = await ana.ask();
    const second = new Answerer(await visitor.context.newPage(), language);
    await luis.open(asked.link);
    await second.open(asked.link);
    await luis.typeCredential("ana", "first");
    await second.typeCredential("ana", "second");
    await luis.send();
    await luis.isSent();
    await second.send();
    await second.showsFailure("already-delivered");
    expect(await second.field(second.form.credential.password).inputValue()).toBe("second");
    expect((await asked.collect())?.toString()).toContain('"first"');
    // It was sent from this browser, which still can take it back.
    await second.page.reload();
    await second.isSent();
    await second.button(second.t.withdraw.action).waitFor();
  });

  it("takes an answer back to correct it, until it is collected", async () => {
    hasFaults = true;
    const asked = await ana.ask(LABELS);
    const { withdraw } = luis.t;
    await luis.open(asked.link);
    await luis.typeCredential("ana", "wrong");
    await luis.send();
    await luis.isSent();
    await luis.button(withdraw.action).click();
    await page.getByText(withdraw.consequence).waitFor();
    await expectAccessible(page, "question");
    await luis.button(withdraw.leave).click();
    await page.route(DELIVERY, (route) => route.abort());
    await luis.withdraw();
    await luis.showsFailure("relay-unreachable");
    await page.unroute(DELIVERY);
    expect((await asked.collect())?.toString()).toContain('"wrong"');

    await luis.withdraw();
    await page.getByText(withdraw.done).waitFor();
    await expectAccessible(page, "withdrawn");
    expect(await asked.collect()).toBeNull();
    const { password } = luis.form.credential;
    expect(await luis.field(password).inputValue()).toBe("wrong");
    await luis.field(password).fill(CANARY);
    await luis.send();
    await luis.isSent();
    expect((await asked.collect())?.toString()).toContain(CANARY);

    // Another tab, later: the form is empty there, and this tab shows it too.
    const second = new Answerer(await visitor.context.newPage(), language);
    await second.page.goto(asked.link);
    await second.isSent();
    await second.withdraw();
    await second.page.getByText(withdraw.done).waitFor();
    expect(await second.field(password).inputValue()).toBe("");
    await page.bringToFront();
    await luis.field(password).waitFor();
    expect(await asked.collect()).toBeNull();
    await second.page.close();

    await luis.field(password).fill("third");
    await luis.send();
    await luis.isSent();
    await page.route(`**/api/v1/requests/${asked.id}`, (route) => route.abort());
    await asked.acknowledge();
    await page.unroute(`**/api/v1/requests/${asked.id}`);
    await luis.withdraw();
    await page.getByText(withdraw.tooLate).waitFor();
    await luis.isReceived();
    await expectAccessible(page, "too late");
    expect(await luis.keptInClear()).toEqual(["pct-tab"]);
  });

  it("is not deceived by a server that invents a receipt", async () => {
    const asked = await ana.ask();
    await deliver(asked, luis);
    await page.route(`**/api/v1/requests/${asked.id}`, async (route) => {
      const response = await route.fetch();
      const status = (await response.json()) as object;
      const receipt = randomBytes(16).toString("base64url");
      await route.fulfill({ json: { ...status, state: "received", receipt } });
    });
    await luis.heading(luis.t.sent.forged).waitFor();
    await page.getByText(luis.t.sent.forgedNext).waitFor();
    await expectAccessible(page, "forged");
  });

  it("explains every link that can't be answered", async () => {
    hasFaults = true;
    const asked = await ana.ask(LABELS);
    await deliver(asked, luis);
    const third = await portal.visitor({ locale: language });
    const stranger = new Answerer(third.page, language);
    await stranger.page.goto(asked.link);
    await stranger.isOver("taken");
    await expectAccessible(stranger.page, "taken");
    await asked.acknowledge();
    await stranger.page.reload();
    await stranger.isOver("over");
    await expectAccessible(stranger.page, "over");
    await third.leave();

    const cancelled = await ana.ask();
    await deliver(cancelled, luis);
    await cancelled.cancel();
    await luis.heading(luis.t.sent.cancelled).waitFor();
    await expectAccessible(page, "cancelled");
    await page.reload();
    await luis.isOver("cancelled");
    await expectAccessible(page, "cancelled link");
    await page.goto(`/s/${"A".repeat(43)}`);
    await luis.isOver("unknown");
    await expectAccessible(page, "unknown");

    const expired = await ana.ask();
    await page.route(`**/api/v1/requests/${expired.id}`, (route) =>
      route.fulfill({
        status: 410,
        contentType: "application/problem+json",
        body: JSON.stringify({ type: "about:blank", status: 410, code: "expired" }),
      }),
    );
    await page.goto(expired.link);
    await luis.isOver("expired");
    await expectAccessible(page, "expired link");

    for (const cut of [`/${language}/s/`, `/s/${asked.id.slice(0, 30)}`, `/s/${asked.id}A`]) {
      await page.goto(cut);
      await luis.isOver("damaged");
    }
    await expectAccessible(page, "damaged");
  });

  it("opens links that mail and chats have changed", async () => {
    const { id } = await ana.ask();
    const paths = [
      `/s/${id}/?utm_source=mail#for=${LABEL}`,
      `/${other}/s/${id}/#for=${LABEL}`,
      `/${language}/s/${id}%23for=${LABEL}`,
      `/s/${id}%23for%3D${LABEL}%26from%3DAna`,
      `/s/${id}%C2%A0#for=${LABEL}`,
    ];
    for (const path of paths) {
      await page.goto(path);
      const answerer = new Answerer(page, path.startsWith(`/${other}/`) ? other : language);
      await answerer.words().first().waitFor();
      await page.getByText(LABEL, { exact: true }).waitFor();
    }
  });

  it("continues when the server is reachable again, and explains where there is no relay", async () => {
    hasFaults = true;
    const asked = await ana.ask();
    const api = /\/api\/v1\//;
    await page.route(api, (route) => route.abort());
    await page.goto(asked.link);
    await luis.showsFailure("relay-unreachable");
    await expectAccessible(page, "unreachable");
    await page.unroute(api);
    await luis.button(luis.t.again).click();
    await luis.words().first().waitFor();

    // A copy of the portal on a plain file server.
    await page.route(api, (route) =>
      route.fulfill({ status: 404, contentType: "text/html", body: "Not Found" }),
    );
    await page.reload();
    await luis.isOver("noRelay");
    await expectAccessible(page, "no relay");
  });

  it("keeps the link, its labels and the input when the language changes", async () => {
    const asked = await ana.ask(LABELS);
    const there = new Answerer(page, other);
    const change = async (of: typeof language): Promise<void> => {
      const { otherLanguage } = texts[of].shell;
      await page.getByRole("link", { name: otherLanguage, exact: true }).focus();
      await page.keyboard.press("Enter");
    };
    const label = page.getByText(`${LABEL}, cuenta 1234`, { exact: true });
    const { pathname, hash } = new URL(asked.link);
    await luis.open(asked.link);
    await luis.typeCredential("ana", CANARY);
    await change(language);
    await page.waitForURL(`/${other}${pathname}${hash}`);
    await there.heading(there.t.title).waitFor();
    await label.waitFor();
    expect(await there.field(there.form.credential.password).inputValue()).toBe(CANARY);
    const back = page.getByRole("link", { name: texts[other].shell.otherLanguage, exact: true });
    expect(await back.evaluate((link) => link === document.activeElement)).toBe(true);
    expect(await back.getAttribute("href")).toBe(`/${language}${pathname}${hash}`);
    await there.send();
    await there.isSent();
    await change(other);
    await page.waitForURL(`/${language}${pathname}${hash}`);
    await luis.isSent();
    await page.reload();
    await luis.isSent();
    expect(await luis.keptInClear()).toEqual(["pct-tab"]);
  });

  it("asks before the form is left, and drops the input then", async () => {
    const asked = await ana.ask(LABELS);
    const { draft, credential } = luis.form;
    await luis.open(asked.link);
    await luis.typeCredential("ana", CANARY);
    const home = page.getByRole("link", { name: "PCT" }).first();
    await home.click();
    await page.getByRole("heading", { name: draft.leaveTitle }).waitFor();
    await expectAccessible(page, "leaving");
    await luis.press(draft.stay);
    expect(await luis.field(credential.password).inputValue()).toBe(CANARY);
    await home.click();
    await luis.press(draft.leave);
    await luis.heading(texts[language].home.title).waitFor();
    await page.goBack();
    await luis.words().first().waitFor();
    expect(page.url()).toBe(asked.link);
    expect(await luis.field(credential.password).inputValue()).toBe("");
  });

  it("fills the form from a provider's file, and keeps it through a reload until it is sent", async () => {
    const asked = await ana.ask();
    const { providerFile, ...credential } = luis.form.credential;
    await luis.open(asked.link);
    await luis.chooseProviderFile("credentials.csv", [ANAS_ROW, LUIS_ROW]);
    expect(await luis.field(credential.username).inputValue()).toBe("");
    await luis.field(providerFile.person).selectOption({ label: "ana" });
    await page.getByText(filled(providerFile.filled, { file: "credentials.csv" })).waitFor();
    await expectAccessible(page, "a provider's file");
    expect(await luis.field(credential.service).inputValue()).toBe("aws");
    await luis.field(credential.note).fill("مرحبا 🔑");
    await luis.chooseContent("file");
    await luis.chooseFile("large.bin", randomBytes(1_040_000));
    await luis.chooseContent("credential");
    // A change is stored within moments.
    await page.waitForTimeout(1500);

    await page.reload();
    await luis.words().first().waitFor();
    await expect.poll(() => luis.field(credential.username).inputValue()).toBe("ana");
    await page.getByText(filled(luis.form.draft.lost, { files: "large.bin" })).waitFor();
    await expectAccessible(page, "restored");
    expect(await luis.field(credential.note).inputValue()).toBe("مرحبا 🔑");
    expect(await luis.keptInClear()).toEqual(["pct-tab"]);
    const other = new Answerer(await visitor.context.newPage(), language);
    await other.open(asked.link);
    expect(await other.field(credential.username).inputValue()).toBe("");
    await luis.send();
    await luis.isSent();
    const document = JSON.parse((await asked.collect())?.toString() ?? "") as {
      files: { name: string; data: string }[];
    };
    expect(document).toMatchObject({
      provider: "aws",
      account: "my-company",
      username: "ana",
      password: CANARY,
      note: "مرحبا 🔑",
    });
    const [file, ...others] = document.files;
    expect(others).toEqual([]);
    expect(file?.name).toBe("credentials.csv");
    const rows = Buffer.from(file?.data ?? "", "base64").toString();
    expect(rows).toContain(ANAS_ROW);
    expect(rows).not.toContain("luis");
  });

  it("leads an administrator with a phone through six fields in six clicks", async () => {
    const asked = await ana.ask("for=AWS&from=Ana%20P%C3%A9rez");
    const { credential } = luis.form;
    await page.setViewportSize(PHONE);
    const clicks = new Clicks();
    await luis.open(asked.link);
    await expectInView(page, luis.field(credential.service), "first field");
    await expectInView(page, luis.button(luis.t.next), "nothing typed");
    expect(await luis.button(luis.t.next).isEnabled()).toBe(false);
    expect(await luis.field(credential.service).inputValue()).toBe("aws");

    await clicks.on(luis.field(credential.username));
    await page.keyboard.type("ana");
    await clicks.on(luis.button(credential.generate));
    await clicks.on(luis.button(credential.copyPassword));
    const password = await luis.field(credential.password).inputValue();
    expect(password).toMatch(/^[A-Za-z0-9]{20}$/);
    for (const [label, text] of [
      [credential.account.aws, "my-company"],
      [credential.signInUrl, "my-company.signin.aws.amazon.com/console"],
      [credential.note, "Hola"],
      [credential.from, "Luis"],
    ] as const) {
      await tabTo(page, luis.field(label));
      await page.keyboard.type(text);
      await expectOnScreen(page, luis.field(label), label);
      await expectOnScreen(page, luis.button(luis.t.next), label);
    }
    // The clipboard is read as a user does, by pasting.
    await page.keyboard.press("ControlOrMeta+V");
    expect(await luis.field(credential.from).inputValue()).toBe(`Luis${password}`);
    await clicks.on(luis.button(luis.t.next));
    await page.getByRole("heading", { name: "Ana Pérez" }).waitFor();
    await expectInView(page, luis.words().last(), "words");
    await expectInView(page, luis.button(luis.t.action), "words");
    await expectAccessible(page, "words");
    await clicks.on(luis.button(luis.t.action));
    await luis.isSent();
    expect(clicks.count).toBeLessThanOrEqual(6);
    expect(JSON.parse((await asked.collect())?.toString() ?? "")).toMatchObject({
      signInUrl: "https://my-company.signin.aws.amazon.com/console",
      password,
    });
  });

  it("covers no focused field, at any size of text, and shows the words beside the form", async () => {
    const asked = await ana.ask(LABELS);
    await page.setViewportSize(PHONE);
    await luis.open(asked.link);
    await luis.field(luis.form.credential.service).selectOption("other");
    await luis.field(luis.form.credential.username).fill("ana");
    await expectNothingCovered(page, luis.button(luis.t.next), "form");
    await page.setViewportSize(DESKTOP);
    await page.evaluate(() => {
      scrollTo(0, 0);
    });
    await expectInView(page, luis.field(luis.form.credential.service), "first row");
    await expectInView(page, luis.words().last(), "words");
    await expectInView(page, luis.button(luis.t.action), "send");
    const form = await luis.field(luis.form.credential.password).boundingBox();
    const words = await luis.words().first().boundingBox();
    expect(words?.x).toBeGreaterThan((form?.x ?? Infinity) + (form?.width ?? 0));
  });

  it("shows a link's labels as text, marked as written by its author", async () => {
    const label = "<img src=x onerror=alert(1)>\u202Egnp.exe";
    const asked = await ana.ask(`for=${encodeURIComponent(label)}&from=${"A".repeat(500)}`);
    await luis.open(asked.link);
    await page.getByText("<img src=x onerror=alert(1)>gnp.exe", { exact: true }).waitFor();
    await page.getByText("A".repeat(80), { exact: true }).waitFor();
    await page.getByText(luis.t.asking.written).waitFor();
    expect(await page.locator("main img").count()).toBe(0);
    await expectAccessible(page, "hostile labels");
  });

  it("works with the keyboard alone", async () => {
    const asked = await ana.ask(LABELS);
    await luis.open(asked.link);
    // The skip link must not replace the fragment with the labels.
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await tabTo(page, luis.field(luis.form.credential.username));
    await page.keyboard.type("ana");
    await tabTo(page, luis.field(luis.form.credential.password));
    await page.keyboard.type(CANARY);
    expect(page.url()).toBe(asked.link);
    await tabTo(page, luis.button(luis.t.action));
    await page.keyboard.press("Enter");
    await luis.isSent();
    expect((await asked.collect())?.toString()).toContain(CANARY);
  });

  it("sends only when there is something to send, and an address that the recipient can open", async () => {
    const asked = await ana.ask();
    const { credential, text } = luis.form;
    await luis.open(asked.link);
    const send = luis.button(luis.t.action);
    for (const content of ["file", "text", "credential"] as const) {
      await luis.chooseContent(content);
      expect(await send.isEnabled()).toBe(false);
      await page.getByText(luis.t.nothing).waitFor();
    }
    await luis.chooseContent("text");
    await luis.field(text.label).fill("x");
    expect(await send.isEnabled()).toBe(true);
    await luis.chooseContent("credential");
    await luis.field(credential.service).selectOption("github");
    expect(await send.isEnabled()).toBe(false);
    await luis.press(filled(credential.useSuggestion, { address: "github.com/login" }));
    expect(await luis.field(credential.signInUrl).inputValue()).toBe("https://github.com/login");

    for (const [address, problem] of [
      ["http://example.org", "insecure"],
      ["192.168.1.1", "private"],
      ["call me", "malformed"],
    ] as const) {
      await luis.field(credential.signInUrl).fill(address);
      await luis.send();
      await page.getByText(credential.signInProblems[problem]).waitFor();
      await page.waitForFunction(
        () => document.activeElement?.getAttribute("aria-invalid") === "true",
      );
    }
    await expectAccessible(page, "a refused address");
    expect(await asked.collect()).toBeNull();
    await luis.field(credential.signInUrl).fill("github.com/login");
    await luis.send();
    await luis.isSent();
    expect(JSON.parse((await asked.collect())?.toString() ?? "")).toMatchObject({
      provider: "other",
      service: "github",
      signInUrl: "https://github.com/login",
    });
  });

  it("sends from portal to portal, with the same safety words, across reloads", async () => {
    // Calls fail while the server restarts.
    hasFaults = true;
    const other = await portal.visitor({ locale: language });
    const maria = new Requester(other.page, language);
    await maria.arrive();
    const link = await maria.ask(LABEL, "María");
    const wordsThere = await new Answerer(other.page, language).words().allInnerTexts();
    await other.page.reload();
    await maria.link();
    await luis.open(link);
    await page.getByText("María", { exact: true }).waitFor();
    expect(await luis.words().allInnerTexts()).toEqual(wordsThere);
    await page.reload();
    await luis.words().first().waitFor();
    await luis.typeCredential("maria", CANARY);
    await server.restart();
    await luis.send();
    await luis.isSent();
    await page.reload();
    await luis.isSent();
    await maria.arrives();
    await other.page.reload();
    await maria.openIt();
    await maria.seesSecret(CANARY);
    await maria.erase();
    await luis.isOpened();

    // Two more requests in the same tab: a text, and a file of 900 KiB.
    await other.page.getByRole("link", { name: maria.t.another }).click();
    await luis.open(await maria.ask());
    await luis.chooseContent("text");
    await luis.field(luis.form.text.label).fill(CANARY);
    await luis.send();
    await luis.isSent();
    await maria.openIt();
    await maria.seesSecret(CANARY);
    await maria.erase();

    const content = randomBytes(900 * 1024);
    await other.page.getByRole("link", { name: maria.t.another }).click();
    await luis.open(await maria.ask());
    await luis.chooseContent("file");
    await luis.chooseFile("backup.bin", content);
    await luis.send();
    await luis.isSent();
    await maria.openIt();
    const [download] = await Promise.all([
      other.page.waitForEvent("download"),
      maria.button(maria.open.opened.save).click(),
    ]);
    expect(readFileSync(await download.path()).equals(content)).toBe(true);
    await maria.erase();
    expectFaultsOnly(other);
    await other.leave();
  });

  it("explains a link that was made in this browser", async () => {
    const requester = new Requester(page, language);
    await requester.arrive();
    const link = await requester.ask();
    await luis.open(link);
    await page.getByText(luis.t.own.title).waitFor();
    await expectAccessible(page, "own link");
    await page.getByRole("link", { name: luis.t.own.action }).click();
    await page.waitForURL(`/${language}/request/#${idIn(link)}`);
    expect(await requester.link()).toBe(link);
  });
});

async function deliver(asked: Asked, luis: Answerer): Promise<void> {
  await luis.open(asked.link);
  await luis.typeCredential("ana", "hunter2");
  await luis.send();
  await luis.isSent();
}

/** An error response, as the relay sends it. */
function problem(
  status: number,
  code: string,
  facts: object = {},
  headers: Readonly<Record<string, string>> = {},
): (route: Route) => Promise<void> {
  const contentType = "application/problem+json";
  const body = JSON.stringify({ type: "about:blank", status, code, ...facts });
  return (route) => route.fulfill({ status, headers, contentType, body });
}

/** Asserts that every recorded problem is a failed call, and drops them. */
function expectFaultsOnly(visitor: Visitor): void {
  const others = visitor.problems.filter((text) => !text.includes("Failed to load resource"));
  expect(others).toEqual([]);
  visitor.problems.length = 0;
}

/** The URLs, headers and bodies of all requests of a browser. */
async function everythingSent(visitor: Visitor): Promise<string> {
  const headers = visitor.requests.map((request) => request.allHeaders());
  return `${visitor.sent()}\n${JSON.stringify(await Promise.all(headers))}`;
}

/** The server's data and log. */
function leftBy(server: PortalServer): string {
  const files = readdirSync(server.data, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "latin1"));
  return [...files, server.log()].join("\n");
}
