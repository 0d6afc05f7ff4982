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

/** Browsers and addresses that lack something: people are told what, and what to do; so is who administers them. */

const PLACES = ["", "request/", "receive/", "send/", "tools/encrypt/", "mfa/", "help/"] as const;

type Lack = keyof (typeof texts)["en"]["shell"]["platform"];

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

  it.concurrent("an address that browsers do not trust", async () => {
    const baseURL = portal.origin.replace(/(?<=\/\/)[^:]+/, OTHER_HOST);
    const here = await visitor({ baseURL });
    await isToldEverywhere(here.page, language, "insecure");
    await stillAnswers(here.page, language);
    // Chromium says of two headers that it heeds them over HTTPS only.
    const others = here.problems
      .splice(0)
      .filter((problem) => !/Cross-Origin-Opener-Policy|Origin-Agent-Cluster/.test(problem));
    expect(others).toEqual([]);
    await here.leave();
  });

  it.concurrent("a browser without WebCrypto", async () => {
    const here = await visitor();
    await here.context.addInitScript(() => {
      Reflect.deleteProperty(Crypto.prototype, "subtle");
    });
    await isToldEverywhere(here.page, language, "crypto");
    await here.leave();
  });

  it.concurrent("a browser without workers", async () => {
    const here = await visitor();
    await here.context.addInitScript(() => {
      Reflect.deleteProperty(globalThis, "Worker");
    });
    await isToldEverywhere(here.page, language, "crypto");
    await stillAnswers(here.page, language);
    await here.leave();
  });

  it.concurrent("a browser that stores nothing, by its owner's settings", async () => {
    const { here, forget } = await visitorWhoForbidsStorage(language);
    await isToldEverywhere(here.page, language, "storage");
    await here.page.goto(`/${language}/receive/`);
    await here.page.getByRole("button", { name: receive.make.action, exact: true }).click();
    await here.page.getByRole("radio", { name: receive.guard.file.title }).waitFor();
    await here.leave();
    forget();
  });

  it.concurrent("a browser without room", async () => {
    const here = await visitor();
    const devtools = await here.context.newCDPSession(here.page);
    await devtools.send("Storage.overrideQuotaForOrigin", { origin: portal.origin, quotaSize: 1 });
    await isToldEverywhere(here.page, language, "full");
    await here.leave();
  });

  it.concurrent("a browser without JavaScript", async () => {
    const here = await visitor({ javaScriptEnabled: false });
    await isToldEverywhere(here.page, language, "noScript");
    await here.leave();
  });

  it.concurrent("a browser that lacks nothing is told nothing", async () => {
    const here = await visitor();
    for (const place of PLACES) {
      await here.page.goto(`/${language}/${place}`);
      await here.page.getByRole("heading", { level: 1 }).waitFor();
      for (const { user } of Object.values(texts[language].shell.platform)) {
        expect(await here.page.getByText(user).isVisible()).toBe(false);
      }
    }
    await here.leave();
  });
});

/** Each page says it, to the person and to whoever administers, above what it is for. */
async function isToldEverywhere(page: Page, language: Language, lack: Lack): Promise<void> {
  const { user, administrator } = texts[language].shell.platform[lack];
  for (const place of PLACES) {
    await page.goto(`/${language}/${place}`);
    await page.getByRole("heading", { level: 1 }).waitFor();
    // The text as it is seen: Playwright does not look for it in <noscript>.
    const seen = async (): Promise<string> => page.locator("main").innerText();
    await vi.waitFor(async () => {
      expect(await seen()).toContain(user);
    }, 30_000);
    expect(await seen()).toContain(administrator);
  }
}

/** Where nothing can be locked, a button says so, too, and does not wait for ever. */
async function stillAnswers(page: Page, language: Language): Promise<void> {
  const { toolsGenerate } = texts[language];
  await page.goto(`/${language}/tools/generate/`);
  await page.getByRole("radio", { name: toolsGenerate.kinds.password }).waitFor();
  await page.locator("main").getByRole("button").last().click();
  await page.locator("main").getByRole("alert").nth(1).waitFor();
}

/** Somebody whose browser is set to refuse what sites would store. */
async function visitorWhoForbidsStorage(
  language: Language,
): Promise<{ here: Visitor; forget: () => void }> {
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
  const forget = (): void => {
    rmSync(profile, { recursive: true, force: true });
  };
  return { here: await Visitor.in(context, portal.origin), forget };
}
