import { expect, it } from "vitest";

import { Latest } from "#/state/latest.js";
import { createStore } from "#/state/store.js";

it("aborts the run before when it restarts", () => {
  const task = new Latest();
  const first = task.restart();
  const second = task.restart();
  expect(first.aborted).toBe(true);
  expect(second.aborted).toBe(false);
  expect(task.signal).toBe(second);
});

it("stays aborted until it restarts", () => {
  const task = new Latest();
  const { signal } = task;
  task.abort();
  expect(signal.aborted).toBe(true);
  expect(task.signal).toBe(signal);
  expect(task.restart().aborted).toBe(false);
});

it("keeps a slow run from overwriting the result of a newer one", async () => {
  const search = new Latest();
  const state = createStore({ found: "" });
  const responses = new Map<string, (text: string) => void>();
  const find = async (text: string): Promise<void> => {
    const signal = search.restart();
    const found = await new Promise<string>((resolve) => responses.set(text, resolve));
    state.set({ found }, signal);
  };
  const runs = [find("slow"), find("fast")];
  responses.get("fast")?.("fast result");
  responses.get("slow")?.("slow result");
  await Promise.all(runs);
  expect(state.get().found).toBe("fast result");
});
