import { appendFileSync, cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { portal as texts } from "@pct/messages/portal";
import type { Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";

import { filesIn } from "../../apps/web/postbuild/exported-files.js";
import { writeServiceWorker } from "../../apps/web/postbuild/service-worker.js";
import { BUILT_PORTAL } from "./built-portal.js";
import { startPlainServer } from "./plain-server.js";
import type { PlainServer } from "./plain-server.js";
import { hasBrowser, LANGUAGES, PAGES, Portal, startServer } from "./portal.js";
import type { Visitor } from "./portal.js";
import { ignoreFailedCalls } from "./requester.js";
import { useTools } from "./tool-user.js";

/** The portal without a network, on a plain file server, and during an update. */

const SERVICE_WORKER = fileURLToPath(
  new URL("../../apps/web/dist/service-worker/service-worker.js", import.meta.url),
);

describe.skipIf(!hasBrowser)("without a network, after the first visit", () => {
  let portal: Portal;
  const visitors = new Map<string, Visitor>();

  beforeAll(async () => {
    // The service worker accepts only the files of the build.
    portal = await Portal.start({ server: await startServer({ PCT_PORTAL_DIR: BUILT_PORTAL }) });
    for (const language of LANGUAGES) {
      const visitor = await portal.visitor({ locale: language, serviceWorkers: "allow" });
      await visitor.page.goto(`/${language}/`);
      await cached(visitor.page);
      visitors.set(language, visitor);
    }
    await portal.stopServer();
  });
  afterAll(async () => {
    await portal.close();
  });

  it.concurrent.each(LANGUAGES)("the tools work, in %s", async (language) => {
    const visitor = visitors.get(language);
    if (visitor === undefined) throw new Error("no visitor");
    const { page } = visitor;
    for (const name of PAGES) {
      await page.goto(`/${language}/${name}`);
      await page.getByRole("heading", { level: 1 }).waitFor();
    }
    await useTools(page, language);

    // Also by following links, and from the root URL.
    await page.goto("/");
    await page.waitForURL(`/${language}/`);
    await page
      .getByRole("link", { name: texts[language].shell.otherLanguage, exact: true })
      .click();
    await page.waitForURL(`/${language === "es" ? "en" : "es"}/`);
    // Pages that use the relay call it, and work without it.
    ignoreFailedCalls(visitor);
    await visitor.leave();
  });
});

describe.skipIf(!hasBrowser)("on a plain file server", () => {
  let portal: Portal;

  beforeAll(async () => {
    portal = await Portal.start({ server: await startPlainServer(BUILT_PORTAL) });
  });
  afterAll(async () => {
    await portal.close();
  });

  it.concurrent.each(LANGUAGES)(
    "the tools work, in %s, under the pages' own policy",
    async (language) => {
      const visitor = await portal.visitor({ locale: language });
      const { page } = visitor;
      // The root page redirects by the browser's language.
      await page.goto("/");
      await page.waitForURL(`/${language}/`);
      await useTools(page, language);
      const isRefused = await page.evaluate(() => {
        const script = document.createElement("script");
        try {
          script.textContent = "document.title = 'let in'";
          document.head.append(script);
        } catch {
          // Trusted Types throw.
        }
        return document.title !== "let in";
      });
      expect(isRefused).toBe(true);
      // Chromium reports it to the console and to the page, in either order.
      await vi.waitFor(() => {
        const sources = visitor.problems.map((problem) => problem.split(":")[0]);
        expect(sources.toSorted()).toEqual(["CSP", "console"]);
      });
      visitor.problems.length = 0;
      await visitor.leave();
    },
  );
});

describe.skipIf(!hasBrowser)("an update", () => {
  let portal: Portal;
  let server: PlainServer;
  let folder = "";

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "pct-versions-"));
    for (const version of ["first", "second", "half"]) copyPortal(join(folder, version));
    await mark(join(folder, "second"));
    await mark(join(folder, "half"));
    // As during an upload, or behind a cache with an old file.
    cpSync(join(BUILT_PORTAL, "es/help/index.html"), join(folder, "half/es/help/index.html"));
    server = await startPlainServer(join(folder, "first"));
    portal = await Portal.start({ server });
  });
  afterAll(async () => {
    await portal.close();
    rmSync(folder, { recursive: true });
  });

  it("is installed completely or not at all, and takes over when no tab uses the old version", async () => {
    const visitor = await portal.visitor({ serviceWorkers: "allow" });
    const { context, page } = visitor;
    await page.goto("/en/help/");
    await cached(page);
    await page.goto("/en/help/");
    expect(await versionsOf(page)).toEqual(["first"]);

    server.folder = join(folder, "half");
    await page.goto("/en/help/");
    expect(await update(page)).toBe("failed");
    expect(await versionsOf(page)).toEqual(["first"]);

    server.folder = join(folder, "second");
    await page.goto("/en/help/");
    expect(await update(page)).toBe("waits");
    expect(await versionsOf(page)).toEqual(["first"]);
    const tab = await context.newPage();
    await tab.goto("/en/");
    expect(await versionsOf(tab)).toEqual(["first"]);

    await page.close();
    await tab.close();
    const later = await context.newPage();
    await later.goto("/en/");
    expect(await versionsOf(later)).toEqual(["second"]);
    const stored = await later.evaluate(async () => (await caches.keys()).length);
    expect(stored).toBe(1);
    await visitor.leave();
  });
});

/** Waits until the service worker has cached every file. */
async function cached(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
}

/** Checks for an update. Resolves to what happened with the server's current version. */
async function update(page: Page): Promise<"waits" | "failed"> {
  return page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    await registration.update();
    const worker = registration.installing ?? registration.waiting;
    if (worker === null) return "failed";
    while (worker.state === "installing") {
      await new Promise((resolve) => {
        worker.addEventListener("statechange", resolve, { once: true });
      });
    }
    return worker.state === "redundant" ? "failed" : "waits";
  });
}

/** The versions of the files that a page gets, for each kind of file. */
async function versionsOf(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const styles = [...document.styleSheets].map(({ href }) => href ?? "");
    const addresses = [
      "/en/help/",
      "/es/help/",
      "/es/send/",
      "/en/manifest.webmanifest",
      ...styles,
    ];
    const versions = addresses.map(async (address) => {
      const content = await (await fetch(address)).text();
      return / {3}$/.test(content) ? "second" : "first";
    });
    return [...new Set(await Promise.all(versions))];
  });
}

function copyPortal(target: string): void {
  cpSync(BUILT_PORTAL, target, { recursive: true, filter: (path) => !/\.(?:br|gz)$/.test(path) });
}

/** Makes another version: appends spaces to every page, stylesheet and manifest. */
async function mark(portal: string): Promise<void> {
  for (const path of readdirSync(portal, { recursive: true, encoding: "utf8" })) {
    if (/\.(?:html|css|webmanifest)$/.test(path)) appendFileSync(join(portal, path), "   ");
  }
  rmSync(join(portal, "service-worker.js"));
  await writeServiceWorker(portal, await filesIn(portal), SERVICE_WORKER);
}
