import { randomInt } from "node:crypto";

import { portal as texts } from "@pct/messages/portal";
import fc from "fast-check";
import type { BrowserContext, Page } from "playwright";
import { expect } from "vitest";

import { CREDENTIAL, newPassword, PHONE, receive } from "./opened-credential.js";
import type { Portal } from "./portal.js";
import { ignoreFailedCalls, Requester } from "./requester.js";

/** What a tab has shown last. A later change may be stored and not shown yet. */
interface Shown {
  /** Positions of the steps that are done. */
  readonly done: readonly number[];
  readonly password: string;
}

/** What happens before a kill, in turn. */
const CONDITIONS = ["alone", "offline", "two tabs", "other language"] as const;

/** Longest time from the first change to a kill, in milliseconds. */
const LONGEST_MS = 900;

/**
 * Kills the tab of an opened credential at random points, and opens the credential again. Everything that
 * was on the screen must be there: also if the network was gone by then, another tab made something at the
 * same time, or the language was changed.
 */
export async function losesNothing(portal: Portal, rounds: number): Promise<void> {
  const seed = Number(process.env.PCT_KILL_SEED ?? randomInt(2 ** 31));
  console.log(`killed tab: PCT_KILL_SEED=${seed.toString()} repeats this run`);
  const anyTime = fc.noBias(fc.integer({ min: 0, max: LONGEST_MS }));
  const times = fc.sample(anyTime, { seed, numRuns: rounds });
  const visitor = await portal.visitor({ locale: "es", viewport: PHONE });
  const { context } = visitor;
  const id = await receive(portal, new Requester(visitor.page, "es"), CREDENTIAL);
  /** By tab. */
  const shown = new Map<string, Shown>();
  await context.exposeFunction("reportShown", (tab: string, { done, password }: Shown) => {
    shown.set(tab, { done, password: password || (shown.get(tab)?.password ?? "") });
  });
  let seen = 0;
  for (const [round, time] of times.entries()) {
    const condition = CONDITIONS[round % CONDITIONS.length] ?? "alone";
    const message = `round ${round.toString()}, ${condition}, ${time.toString()} ms`;
    const requester = await open(context, id);
    await expectShown(requester, [...shown.values()], message);
    seen += [...shown.values()].filter(({ password }) => password !== "").length;
    shown.clear();
    for (const task of TICKED) {
      if (await requester.isDone(requester.open.tasks.titles[task])) await reopen(requester, task);
    }
    await watch(requester, "killed");
    const other = condition === "two tabs" ? await open(context, id) : null;
    if (other !== null) await watch(other, "other");
    const acting = [requester, ...(other === null ? [] : [other])].map((each) =>
      act(each, condition),
    );
    // The first kill comes after a password, so that there is something to lose.
    await delay(round === 0 ? LONGEST_MS : time / 2);
    await context.setOffline(condition === "offline");
    await delay(time / 2);
    await kill(requester.page, round % 2 === 0);
    await other?.page.close();
    await Promise.all(acting);
    await context.setOffline(false);
  }
  await expectShown(await open(context, id), [...shown.values()], "the end");
  expect(seen).toBeGreaterThan(0);
  ignoreFailedCalls(visitor);
  await visitor.leave();
}

async function open(context: BrowserContext, id: string): Promise<Requester> {
  const requester = new Requester(await context.newPage(), "es");
  await requester.arrive(id);
  await requester.openIt();
  await requester.step(requester.open.tasks.titles.console).waitFor();
  return requester;
}

/** Asserts that everything is there that tabs have shown. */
async function expectShown(
  requester: Requester,
  shown: readonly Shown[],
  message: string,
): Promise<void> {
  const titles = Object.values(requester.open.tasks.titles);
  for (const { done, password } of shown) {
    for (const position of done) {
      const title = titles[position] ?? "";
      expect(await requester.isDone(title), `${message}: ${title}`).toBe(true);
    }
    if (password !== "") {
      expect(await made(requester, password), message).toContain(password);
    }
  }
}

async function delay(milliseconds: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
}

const TICKED = ["username", "mfa", "change"] as const;

/** Makes passwords, and ticks steps, until the tab is gone. */
async function act(requester: Requester, condition: (typeof CONDITIONS)[number]): Promise<void> {
  const { page } = requester;
  page.setDefaultTimeout(2000);
  try {
    if (condition === "other language") {
      await newPassword(requester);
      const { otherLanguage } = texts.es.shell;
      await page.getByRole("link", { name: otherLanguage, exact: true }).click();
      await makeAndTick(new Requester(page, "en"));
    } else {
      await makeAndTick(requester);
    }
  } catch {
    // It was killed.
  }
}

async function makeAndTick(requester: Requester): Promise<void> {
  const { open, page } = requester;
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

/** Reports what the page shows, whenever it changes, in either language. */
async function watch({ page }: Requester, tab: string): Promise<void> {
  const languages = [texts.es.open, texts.en.open];
  await page.evaluate(
    ([done, labels, name]) => {
      const report = (): void => {
        const lines = [...document.querySelectorAll("ol > li h3 button")];
        const boxes = labels.map((label) =>
          document.querySelector(`[role=group][aria-label="${label}"] [dir=ltr]`),
        );
        const page = globalThis as unknown as { reportShown(tab: string, state: object): void };
        page.reportShown(name, {
          done: lines.flatMap(({ textContent }, position) =>
            done.some((word) => textContent.endsWith(`(${word})`)) ? [position] : [],
          ),
          password: boxes.find((box) => box !== null)?.textContent ?? "",
        });
      };
      const changes = { childList: true, subtree: true, characterData: true };
      new MutationObserver(report).observe(document.body, changes);
    },
    [
      languages.map(({ tasks }) => tasks.done),
      languages.map(({ generator }) => generator.label),
      tab,
    ] as const,
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
