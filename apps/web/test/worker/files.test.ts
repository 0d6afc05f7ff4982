import { expect, it, onTestFinished, vi } from "vitest";

import type { Progress } from "#/crypto/interface/files.js";
import {
  failureOf,
  fileOf,
  openVectorKey,
  resultsOnDisk,
  startHashWorker,
  startWorker,
} from "./started.js";

it("encrypts and decrypts a large file through the disk, and removes the results", async () => {
  const { worker } = startWorker();
  const { publicPem, handle } = await openVectorKey(worker);
  const file = fileOf(20, "../../.ssh/informe\u202Efdp.exe");
  const request = { file, recipients: [publicPem], format: "age", armor: false } as const;

  const progress: Progress[] = [];
  const encrypted = await worker.encryptFile(request, {
    onProgress: (step) => {
      progress.push(step);
    },
  });
  expect(encrypted.file.name).toBe("informefdp.exe.age");
  expect(encrypted.id).not.toBeNull();
  expect(progress.at(0)).toEqual({ done: 0, total: file.size });
  expect(progress.at(-1)).toEqual({ done: file.size, total: file.size });

  const opened = await worker.open({ source: encrypted.file, keys: [handle], passphrase: null });
  expect(opened.kind).toBe("file");
  expect(opened.file.name).toBe("informefdp.exe");
  const hashes = startHashWorker();
  expect(await hashes.digestFile(opened.file)).toBe(await hashes.digestFile(file));

  expect(await resultsOnDisk()).toHaveLength(2);
  await worker.discardFile(encrypted.id);
  await worker.discardFile(opened.id);
  await worker.discardFile(opened.id);
  expect(await resultsOnDisk()).toEqual([]);
});

it("keeps a short secret off the disk", async () => {
  const { worker } = startWorker();
  const { publicPem, handle } = await openVectorKey(worker);
  const request = { file: fileOf(1, "a"), recipients: [publicPem], format: "age" } as const;
  const encrypted = await worker.encryptFile({ ...request, armor: true });
  expect(encrypted.id).toBeNull();
  const opened = await worker.open({ source: encrypted.file, keys: [handle], passphrase: null });
  expect(opened.id).toBeNull();
  expect(await resultsOnDisk()).toEqual([]);
});

it("stops on abort, and leaves no result", async () => {
  const { worker } = startWorker();
  const { publicPem } = await openVectorKey(worker);
  const controller = new AbortController();
  const request = { file: fileOf(256, "a"), recipients: [publicPem], format: "age" } as const;
  let read = 0;
  const encrypting = worker.encryptFile(
    { ...request, armor: true },
    {
      signal: controller.signal,
      onProgress: ({ done }) => {
        read = done;
        if (done > 32 * 1024 * 1024) controller.abort();
      },
    },
  );
  expect((await failureOf(encrypting)).code).toBe("cancelled");
  expect(read).toBeLessThan(request.file.size);
  expect(await resultsOnDisk()).toEqual([]);
});

it("does not start a call that is already aborted", async () => {
  const { worker } = startWorker();
  const { publicPem } = await openVectorKey(worker);
  const request = { file: fileOf(1, "a"), recipients: [publicPem], format: "age" } as const;
  const encrypting = worker.encryptFile(
    { ...request, armor: false },
    { signal: AbortSignal.abort() },
  );
  expect((await failureOf(encrypting)).code).toBe("cancelled");
});

it("leaves no result of a large file that was cut short", async () => {
  const { worker } = startWorker();
  const { publicPem, handle } = await openVectorKey(worker);
  const request = { file: fileOf(20, "a"), recipients: [publicPem], format: "age" } as const;
  const encrypted = await worker.encryptFile({ ...request, armor: false });
  const cut = new File([encrypted.file.slice(0, encrypted.file.size - 1)], "a.age");
  const opening = worker.open({ source: cut, keys: [handle], passphrase: null });
  expect((await failureOf(opening)).code).toBe("decryption-failed");
  await worker.discardFile(encrypted.id);
  expect(await resultsOnDisk()).toEqual([]);
});

it("removes the results of a closed tab at its start, and none that are in use", async () => {
  const { worker: closed, thread } = startWorker();
  const { worker: open } = startWorker();
  const request = { file: fileOf(20, "a"), passphrase: "x", format: "age", armor: false } as const;
  const abandoned = await closed.encryptFile(request);
  const used = await open.encryptFile(request);
  thread.terminate();
  // The browser releases the lock some time after the thread has ended.
  await vi.waitFor(async () => {
    const { held = [] } = await navigator.locks.query();
    expect(held.filter(({ name }) => name?.startsWith("pct-results/") === true)).toHaveLength(1);
  }, 30_000);

  const { worker: next } = startWorker();
  await next.capacity();
  const results = (await resultsOnDisk()).map((path) => path.split("/").at(-1));
  expect(results).toContain(used.id);
  expect(results).not.toContain(abandoned.id);
  await open.discardFile(used.id);
});

it("reports a file that cannot be read", async () => {
  const root = await navigator.storage.getDirectory();
  const handle = await root.getFileHandle("short-lived", { create: true });
  const writable = await handle.createWritable();
  await writable.write("x");
  await writable.close();
  const file = await handle.getFile();
  await root.removeEntry("short-lived");
  onTestFinished(() => root.removeEntry("short-lived").catch(() => undefined));
  expect((await failureOf(startHashWorker().digestFile(file))).code).toBe("file-unreadable");
});
