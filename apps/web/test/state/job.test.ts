import { describe, expect, it, vi } from "vitest";

import { CryptoFailure } from "#/crypto/failure.js";
import type { TaskOptions } from "#/crypto/interface/files.js";
import { Job } from "#/state/job.js";

/** A job that ends when the test says so. */
class Deferred {
  watch: Required<TaskOptions> | undefined;
  end: (result: string) => void = () => undefined;
  fail: (error: Error) => void = () => undefined;

  readonly act = (watch: Required<TaskOptions>): Promise<string> => {
    this.watch = watch;
    return new Promise((resolve, reject) => {
      this.end = resolve;
      this.fail = reject;
    });
  };
}

describe("Job", () => {
  it("reports progress and the result", async () => {
    const job = new Job<string>();
    const deferred = new Deferred();
    const done = job.run(deferred.act);
    expect(job.store.get()).toMatchObject({ isBusy: true, progress: null });
    deferred.watch?.onProgress({ done: 1, total: 2 });
    expect(job.store.get().progress).toEqual({ done: 1, total: 2 });
    deferred.end("result");
    await done;
    expect(job.store.get()).toEqual({
      isBusy: false,
      progress: null,
      failure: null,
      result: "result",
    });
  });

  it("runs one at a time", async () => {
    const job = new Job<string>();
    const deferred = new Deferred();
    const done = job.run(deferred.act);
    const second = vi.fn(() => Promise.resolve("second"));
    await job.run(second);
    expect(second).not.toHaveBeenCalled();
    deferred.end("first");
    await done;
    expect(job.store.get().result).toBe("first");
  });

  it("stores the facts of a failure, and drops the result before it", async () => {
    const job = new Job<string>();
    await job.run(() => Promise.resolve("before"));
    await job.run(() => Promise.reject(new CryptoFailure("storage-full", { bytes: 1 })));
    expect(job.store.get()).toMatchObject({
      failure: { code: "storage-full", params: { bytes: 1 } },
      result: null,
    });
    await job.run(() => Promise.reject(new TypeError("a secret")));
    expect(job.store.get().failure).toEqual({ code: "unexpected", params: {} });
  });

  it("cancels immediately, whenever the worker notices", async () => {
    const discard = vi.fn();
    const job = new Job<string>(discard);
    const deferred = new Deferred();
    const done = job.run(deferred.act);
    job.cancel();
    expect(deferred.watch?.signal.aborted).toBe(true);
    expect(job.store.get()).toMatchObject({ isBusy: false, failure: { code: "cancelled" } });

    await job.run(() => Promise.resolve("another"));
    deferred.watch?.onProgress({ done: 1, total: 2 });
    deferred.end("late");
    await done;
    expect(job.store.get()).toMatchObject({ progress: null, result: "another" });
    expect(discard.mock.calls).toEqual([["late"]]);
  });

  it("discards the result and aborts when it is reset", async () => {
    const discard = vi.fn();
    const job = new Job<string>(discard);
    await job.run(() => Promise.resolve("result"));
    job.reset();
    expect(job.store.get()).toEqual(job.store.initial);
    expect(discard.mock.calls).toEqual([["result"]]);

    const deferred = new Deferred();
    const done = job.run(deferred.act);
    job.reset();
    expect(deferred.watch?.signal.aborted).toBe(true);
    deferred.fail(new CryptoFailure("cancelled"));
    await done;
    expect(job.store.get()).toEqual(job.store.initial);
  });

  it("keeps the result if it is cancelled after its end", async () => {
    const job = new Job<string>();
    await job.run(() => Promise.resolve("result"));
    job.cancel();
    expect(job.store.get()).toMatchObject({ failure: null, result: "result" });
  });
});
