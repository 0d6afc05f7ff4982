import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { portal as texts } from "@pct/messages/portal";
import type { Language } from "@pct/messages/portal";
import { chromium } from "playwright";
import type { BrowserContextOptions, Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";

import { chromiumFlags, chromiumPath } from "@pct/tooling/chromium";
import { hasBrowser, LANGUAGES, OTHER_HOST, Portal, Visitor } from "./portal.js";

/** Browsers and addresses that lack a feature: the portal tells the user and the administrator what to do. */

const PATHS = ["", "request/", "receive/", "send/", "tools/encrypt/", "mfa/", "help/"] as const;

type Missing = keyof (typeof texts)["en"]["shell"]["platform"];

let portal: Portal;

beforeAll(async () => {
  if (!hasBrowser) return;
  portal = await Portal.start();
});
afterAll(async () => {
  if (hasBrowser) await portal.close();
});

describe.skipIf(!hasBrowser).each(LANGUAGES)("in %s", (language) => {
  const { receive } = texts[language];

  async function visitor(options: BrowserContextOptions = {}): Promise<Visitor> {
    return portal.visitor({ locale: language, ...options });
  }

  it.concurrent("explains an address that is not a secure context", async () => {
    const baseURL = portal.origin.replace(/(?<=\/\/)[^:]+/, OTHER_HOST);
    const here = await visitor({ baseURL });
    await noticeOnEveryPage(here.page, language, "insecure");
    await buttonFails(here.page, language);
    // Chromium reports that it ignores two headers without HTTPS.
    const others = here.problems
      .splice(0)
      .filter((problem) => !/Cross-Origin-Opener-Policy|Origin-Agent-Cluster/.test(problem));
    expect(others).toEqual([]);
    await here.leave();
  });

  it.concurrent("explains a browser without WebCrypto", async () => {
    const here = await visitor();
    await here.context.addInitScript(() => {
      Reflect.deleteProperty(Crypto.prototype, "subtle");
    });
    await noticeOnEveryPage(here.page, language, "crypto");
    await here.leave();
  });

  it.concurrent("explains a browser without workers", async () => {
    const here = await visitor();
    await here.context.addInitScript(() => {
      Reflect.deleteProperty(globalThis, "Worker");
    });
    await noticeOnEveryPage(here.page, language, "crypto");
    await buttonFails(here.page, language);
    await here.leave();
  });

  it.concurrent("explains a browser whose settings block storage", async () => {
    const { here, removeProfile } = await visitorWithoutStorage(language);
    await noticeOnEveryPage(here.page, language, "storage");
    await here.page.goto(`/${language}/receive/`);
    await here.page.getByRole("button", { name: receive.make.action, exact: true }).click();
    await here.page.getByRole("radio", { name: receive.guard.file.title }).waitFor();
    await here.leave();
    removeProfile();
  });

  it.concurrent("explains a full disk", async () => {
    const here = await visitor();
    const devtools = await here.context.newCDPSession(here.page);
    await devtools.send("Storage.overrideQuotaForOrigin", { origin: portal.origin, quotaSize: 1 });
    await noticeOnEveryPage(here.page, language, "full");
    await here.leave();
  });

  it.concurrent("explains a browser without JavaScript", async () => {
    const here = await visitor({ javaScriptEnabled: false });
    await noticeOnEveryPage(here.page, language, "noScript");
    await here.leave();
  });

  it.concurrent("shows no notice in a supported browser", async () => {
    const here = await visitor();
    for (const path of PATHS) {
      await here.page.goto(`/${language}/${path}`);
      await here.page.getByRole("heading", { level: 1 }).waitFor();
      for (const { user } of Object.values(texts[language].shell.platform)) {
        expect(await here.page.getByText(user).isVisible()).toBe(false);
      }
    }
    await here.leave();
  });
});

/** Asserts that every page tells the user and the administrator what is missing. */
async function noticeOnEveryPage(page: Page, language: Language, missing: Missing): Promise<void> {
  const { user, administrator } = texts[language].shell.platform[missing];
  for (const path of PATHS) {
    await page.goto(`/${language}/${path}`);
    await page.getByRole("heading", { level: 1 }).waitFor();
    // Reads the visible text: Playwright's locators do not look into <noscript>.
    const seen = async (): Promise<string> => page.locator("main").innerText();
    await vi.waitFor(async () => {
      expect(await seen()).toContain(user);
    }, 30_000);
    expect(await seen()).toContain(administrator);
  }
}

/** Asserts that a button fails with a message where encryption is not available. */
async function buttonFails(page: Page, language: Language): Promise<void> {
  const { toolsGenerate } = texts[language];
  await page.goto(`/${language}/tools/generate/`);
  await page.getByRole("radio", { name: toolsGenerate.kinds.password }).waitFor();
  await page.locator("main").getByRole("button").last().click();
  await page.locator("main").getByRole("alert").nth(1).waitFor();
}

/** A visitor whose browser settings block storage. */
async function visitorWithoutStorage(
  language: Language,
): Promise<{ here: Visitor; removeProfile: () => void }> {
  const profile = mkdtempSync(join(tmpdir(), "pct-profile-"));
  mkdirSync(join(profile, "Default"));
  const preferences = { profile: { default_content_setting_values: { cookies: 2 } } };
  writeFileSync(join(profile, "Default/Preferences"), JSON.stringify(preferences));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: chromiumPath() ?? "",
    args: chromiumFlags(),
    baseURL: portal.origin,
    locale: language,
    serviceWorkers: "block",
  });
  const removeProfile = (): void => {
    rmSync(profile, { recursive: true, force: true });
  };
  return { here: await Visitor.in(context, portal.origin), removeProfile };
}
