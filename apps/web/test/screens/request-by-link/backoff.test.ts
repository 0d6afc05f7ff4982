import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { Backoff } from "#/screens/request-by-link/backoff.js";

/** The document whose visibility is observed. */
let page: EventTarget & { visibilityState: string };

beforeEach(() => {
  vi.useFakeTimers();
  const surroundings = new EventTarget();
  page = Object.assign(new EventTarget(), { visibilityState: "hidden" });
  vi.stubGlobal("document", page);
  vi.stubGlobal("addEventListener", surroundings.addEventListener.bind(surroundings));
  vi.stubGlobal("dispatchEvent", surroundings.dispatchEvent.bind(surroundings));
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** Milliseconds until a pause is over. */
async function length(backoff: Backoff): Promise<number> {
  const start = Date.now();
  let end = 0;
  void backoff.wait(new AbortController().signal).then(() => (end = Date.now()));
  await vi.advanceTimersByTimeAsync(120_000);
  return end - start;
}

it("waits longer each time, half a minute at most, and is as at first once somebody answers", async () => {
  const backoff = new Backoff();
  const lengths: number[] = [];
  for (let i = 0; i < 6; i++) lengths.push(await length(backoff));
  expect(lengths).toEqual([2000, 4000, 8000, 16_000, 30_000, 30_000]);
  backoff.reset();
  expect(await length(backoff)).toBe(2000);
});

it.each([
  ["there is a network again", () => dispatchEvent(new Event("online"))],
  [
    "somebody looks",
    () => {
      page.visibilityState = "visible";
      page.dispatchEvent(new Event("visibilitychange"));
    },
  ],
])("is cut short when %s", async (_, happens) => {
  const wait = new Backoff().wait(new AbortController().signal);
  happens();
  await wait;
  expect(vi.getTimerCount()).toBe(0);
});

it("is not cut short when the page is hidden", async () => {
  let isOver = false;
  void new Backoff().wait(new AbortController().signal).then(() => (isOver = true));
  page.dispatchEvent(new Event("visibilitychange"));
  await vi.advanceTimersByTimeAsync(1000);
  expect(isOver).toBe(false);
});

it("ends with the reason for which it was given up", async () => {
  const giveUp = new AbortController();
  const wait = new Backoff().wait(giveUp.signal);
  const reason = new Error("left");
  giveUp.abort(reason);
  await expect(wait).rejects.toBe(reason);
  expect(vi.getTimerCount()).toBe(0);
  await expect(new Backoff().wait(giveUp.signal)).rejects.toBe(reason);
});
