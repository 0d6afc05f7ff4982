import { describe, expect, it, vi } from "vitest";

import { CryptoFailure } from "../../src/crypto/failure";
import type { TaskOptions } from "../../src/crypto/interface/files";
import { Work } from "../../src/state/work";

/** Work that ends when the test says so. */
class Pending {
  watch: Required<TaskOptions> | undefined;
  end: (result: string) => void = () => undefined;
  fail: (error: Error) => void = () => undefined;

  readonly work = (watch: Required<TaskOptions>): Promise<string> => {
    this.watch = watch;
    return new Promise((resolve, reject) => {
      this.end = resolve;
      this.fail = reject;
    });
  };
}

describe("work", () => {
  it("says how far it is, and what came of it", async () => {
    const work = new Work<string>();
    const task = new Pending();
    const done = work.run(task.work);
    expect(work.store.get()).toMatchObject({ isBusy: true, progress: null });
    task.watch?.onProgress({ done: 1, total: 2 });
    expect(work.store.get().progress).toEqual({ done: 1, total: 2 });
    task.end("result");
    await done;
    expect(work.store.get()).toEqual({
      isBusy: false,
      progress: null,
      failure: null,
      result: "result",
    });
  });

  it("is done one at a time", async () => {
    const work = new Work<string>();
    const task = new Pending();
    const done = work.run(task.work);
    const second = vi.fn(() => Promise.resolve("second"));
    await work.run(second);
    expect(second).not.toHaveBeenCalled();
    task.end("first");
    await done;
    expect(work.store.get().result).toBe("first");
  });

  it("keeps the facts of a failure, and forgets the result before it", async () => {
    const work = new Work<string>();
    await work.run(() => Promise.resolve("before"));
    await work.run(() => Promise.reject(new CryptoFailure("storage-full", { bytes: 1 })));
    expect(work.store.get()).toMatchObject({
      failure: { code: "storage-full", params: { bytes: 1 } },
      result: null,
    });
    await work.run(() => Promise.reject(new TypeError("a secret")));
    expect(work.store.get().failure).toEqual({ code: "unexpected", params: {} });
  });

  it("is stopped at once, whenever the worker notices", async () => {
    const discard = vi.fn();
    const work = new Work<string>(discard);
    const task = new Pending();
    const done = work.run(task.work);
    work.cancel();
    expect(task.watch?.signal.aborted).toBe(true);
    expect(work.store.get()).toMatchObject({ isBusy: false, failure: { code: "cancelled" } });

    await work.run(() => Promise.resolve("another"));
    task.watch?.onProgress({ done: 1, total: 2 });
    task.end("late");
    await done;
    expect(work.store.get()).toMatchObject({ progress: null, result: "another" });
    expect(discard.mock.calls).toEqual([["late"]]);
  });

  it("leaves nothing behind when it is reset", async () => {
    const discard = vi.fn();
    const work = new Work<string>(discard);
    await work.run(() => Promise.resolve("result"));
    work.reset();
    expect(work.store.get()).toEqual(work.store.initial);
    expect(discard.mock.calls).toEqual([["result"]]);

    const task = new Pending();
    const done = work.run(task.work);
    work.reset();
    expect(task.watch?.signal.aborted).toBe(true);
    task.fail(new CryptoFailure("cancelled"));
    await done;
    expect(work.store.get()).toEqual(work.store.initial);
  });

  it("has nothing to stop when it is done", async () => {
    const work = new Work<string>();
    await work.run(() => Promise.resolve("result"));
    work.cancel();
    expect(work.store.get()).toMatchObject({ failure: null, result: "result" });
  });
});
