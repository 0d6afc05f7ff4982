import { randomInt } from "node:crypto";

import type { Page } from "playwright";
import { expect } from "vitest";

import { CREDENTIAL, newPassword, PHONE, receive } from "./opened-credential.js";
import type { Portal } from "./portal.js";
import { Requester } from "./requester.js";

interface Shown {
  readonly done: readonly string[];
  readonly password: string;
}

/**
 * Kills the tab of an opened credential at random points, and opens the credential again. Everything that
 * was on the screen must be there.
 */
export async function losesNothing(portal: Portal, rounds: number): Promise<void> {
  const visitor = await portal.visitor({ locale: "es", viewport: PHONE });
  let requester = new Requester(visitor.page, "es");
  const id = await receive(portal, requester, CREDENTIAL);
  /** What the page has shown last. A later change may be stored and not shown yet. */
  let shown: Shown = { done: [], password: "" };
  await visitor.context.exposeFunction("reportShown", (state: Shown) => {
    shown = { done: state.done, password: state.password || shown.password };
  });
  for (let round = 0; round < rounds; round++) {
    if (round > 0) requester = new Requester(await visitor.context.newPage(), "es");
    const message = `round ${round.toString()}`;
    await requester.arrive(id);
    await requester.openIt();
    const { titles } = requester.open.tasks;
    await requester.step(titles.console).waitFor();
    for (const title of shown.done) {
      expect(await requester.isDone(title), `${message}: ${title}`).toBe(true);
    }
    if (shown.password !== "") {
      expect(await made(requester, shown.password), message).toContain(shown.password);
    }
    for (const task of TICKED) {
      if (await requester.isDone(titles[task])) await reopen(requester, task);
    }
    shown = { ...shown, done: [] };
    await watch(requester);
    const acting = act(requester).catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, round === 0 ? 900 : randomInt(900)));
    await kill(requester.page, round % 2 === 0);
    await acting;
  }
  expect(shown.password).not.toBe("");
  await visitor.leave();
}

const TICKED = ["username", "mfa", "change"] as const;

/** Makes passwords, and ticks steps, until the tab is gone. */
async function act(requester: Requester): Promise<void> {
  const { open, page } = requester;
  page.setDefaultTimeout(2000);
  await newPassword(requester);
  await page.getByText(open.generator.options).click();
  for (const task of TICKED) {
    await requester.press(open.generator.again);
    await requester.openStep(open.tasks.titles[task]);
    if (task === "username") await requester.press(open.fields.username.copy);
    else await requester.press(open.tasks[task].done);
    await newPassword(requester);
    await page.getByText(open.generator.options).click();
  }
}

async function reopen(requester: Requester, task: (typeof TICKED)[number]): Promise<void> {
  const { titles, reopen } = requester.open.tasks;
  await requester.openStep(titles[task]);
  await requester.press(reopen);
  await expect.poll(() => requester.isDone(titles[task])).toBe(false);
}

/** The passwords that were made: the newest, and the earlier ones if it is not the one that is looked for. */
async function made(requester: Requester, wanted: string): Promise<string[]> {
  const { page, open } = requester;
  const newest = await newPassword(requester);
  if (newest === wanted) return [newest];
  const earlier = page.locator("details").filter({ hasText: open.generator.earlierText });
  if ((await earlier.count()) === 0) return [newest];
  await earlier.locator("summary").click();
  const shows = earlier.getByRole("button", { name: /^Ver/ });
  while ((await shows.count()) > 0) await shows.first().click();
  return [newest, ...(await earlier.locator("[dir=ltr]").allInnerTexts())];
}

/** Reports what the page shows, whenever it changes. */
async function watch(requester: Requester): Promise<void> {
  const { tasks, generator } = requester.open;
  await requester.page.evaluate(
    ([done, label]) => {
      const report = (): void => {
        const lines = [...document.querySelectorAll("ol > li h3 button")];
        const titles = lines.map((line) => line.textContent);
        const box = document.querySelector(`[role=group][aria-label="${label}"] [dir=ltr]`);
        const page = globalThis as unknown as { reportShown(state: object): void };
        page.reportShown({
          done: titles
            .filter((title) => title.endsWith(`(${done})`))
            .map((title) => title.replace(`(${done})`, "").trim()),
          password: box?.textContent ?? "",
        });
      };
      const changes = { childList: true, subtree: true, characterData: true };
      new MutationObserver(report).observe(document.body, changes);
    },
    [tasks.done, generator.label] as const,
  );
}

/** Ends a tab without its events: its process crashes, or the browser closes it. */
async function kill(page: Page, crashes: boolean): Promise<void> {
  if (crashes) {
    const devtools = await page.context().newCDPSession(page);
    const crash = page.waitForEvent("crash");
    // The answer never comes.
    devtools.send("Page.crash").catch(() => undefined);
    await crash;
  }
  await page.close();
}
