import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { Backoff } from "#/backoff.js";

const OPTIONS = { firstMs: 2000, longestMs: 30_000 };
const never = new AbortController().signal;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

async function lengthMs(backoff: Backoff): Promise<number> {
  const start = Date.now();
  let end = Number.NaN;
  void backoff.wait(never).then(() => (end = Date.now()));
  await vi.advanceTimersByTimeAsync(120_000);
  return end - start;
}

it("doubles each pause up to the longest, and starts over after a reset", async () => {
  const backoff = new Backoff(OPTIONS);
  const lengths: number[] = [];
  for (let i = 0; i < 6; i++) lengths.push(await lengthMs(backoff));
  expect(lengths).toEqual([2000, 4000, 8000, 16_000, 30_000, 30_000]);
  backoff.reset();
  expect(await lengthMs(backoff)).toBe(2000);
});

it("is woken by an event, and stops listening then", async () => {
  const events = new EventTarget();
  const listen = vi.fn((wake: () => void, signal: AbortSignal) => {
    events.addEventListener("online", wake, { signal });
  });
  const wait = new Backoff({ ...OPTIONS, listen }).wait(never);
  events.dispatchEvent(new Event("online"));
  await wait;
  expect(vi.getTimerCount()).toBe(0);
  expect(listen.mock.calls[0]?.[1].aborted).toBe(true);
});

it("rejects with the reason of the signal, during a pause and before it", async () => {
  const leaving = new AbortController();
  const reason = new Error("left");
  const wait = new Backoff(OPTIONS).wait(leaving.signal);
  leaving.abort(reason);
  await expect(wait).rejects.toBe(reason);
  await expect(new Backoff(OPTIONS).wait(leaving.signal)).rejects.toBe(reason);
  expect(vi.getTimerCount()).toBe(0);
});
