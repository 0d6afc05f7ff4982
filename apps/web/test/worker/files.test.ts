import { expect, it, onTestFinished } from "vitest";

import type { Progress } from "../../src/crypto/interface/files";
import { failureOf, fileOf, openVectorKey, resultsOnDisk, startWorker } from "./started.js";

it("gives back a file as it was, over the disk, and removes it when told", async () => {
  const { worker } = startWorker();
  const { publicPem, handle } = await openVectorKey(worker);
  const file = fileOf(20, "../../.ssh/informe\u202Efdp.exe");
  const request = { file, recipients: [publicPem], format: "age", armor: false } as const;

  const progress: Progress[] = [];
  const locked = await worker.encryptFile(request, {
    onProgress: (step) => {
      progress.push(step);
    },
  });
  expect(locked.file.name).toBe("informefdp.exe.age");
  expect(locked.id).not.toBeNull();
  expect(progress.at(0)).toEqual({ done: 0, total: file.size });
  expect(progress.at(-1)).toEqual({ done: file.size, total: file.size });

  const opened = await worker.open({ source: locked.file, keys: [handle], passphrase: null });
  expect(opened.kind).toBe("file");
  expect(opened.file.name).toBe("informefdp.exe");
  expect(await worker.digestFile(opened.file)).toBe(await worker.digestFile(file));

  expect(await resultsOnDisk()).toHaveLength(2);
  await worker.discardFile(locked.id);
  await worker.discardFile(opened.id);
  await worker.discardFile(opened.id);
  expect(await resultsOnDisk()).toEqual([]);
});

it("writes nothing of a short secret to the disk", async () => {
  const { worker } = startWorker();
  const { publicPem, handle } = await openVectorKey(worker);
  const request = { file: fileOf(1, "a"), recipients: [publicPem], format: "age" } as const;
  const locked = await worker.encryptFile({ ...request, armor: true });
  expect(locked.id).toBeNull();
  const opened = await worker.open({ source: locked.file, keys: [handle], passphrase: null });
  expect(opened.id).toBeNull();
  expect(await resultsOnDisk()).toEqual([]);
});

it("stops when it is told to, and leaves nothing", async () => {
  const { worker } = startWorker();
  const { publicPem } = await openVectorKey(worker);
  const controller = new AbortController();
  const request = { file: fileOf(256, "a"), recipients: [publicPem], format: "age" } as const;
  let read = 0;
  const locking = worker.encryptFile(
    { ...request, armor: true },
    {
      signal: controller.signal,
      onProgress: ({ done }) => {
        read = done;
        if (done > 32 * 1024 * 1024) controller.abort();
      },
    },
  );
  expect((await failureOf(locking)).code).toBe("cancelled");
  expect(read).toBeLessThan(request.file.size);
  expect(await resultsOnDisk()).toEqual([]);
});

it("does not begin what was stopped before", async () => {
  const { worker } = startWorker();
  const { publicPem } = await openVectorKey(worker);
  const request = { file: fileOf(1, "a"), recipients: [publicPem], format: "age" } as const;
  const locking = worker.encryptFile({ ...request, armor: false }, { signal: AbortSignal.abort() });
  expect((await failureOf(locking)).code).toBe("cancelled");
});

it("leaves nothing of a large file that does not open to its end", async () => {
  const { worker } = startWorker();
  const { publicPem, handle } = await openVectorKey(worker);
  const request = { file: fileOf(20, "a"), recipients: [publicPem], format: "age" } as const;
  const locked = await worker.encryptFile({ ...request, armor: false });
  const cut = new File([locked.file.slice(0, locked.file.size - 1)], "a.age");
  const opening = worker.open({ source: cut, keys: [handle], passphrase: null });
  expect((await failureOf(opening)).code).toBe("decryption-failed");
  await worker.discardFile(locked.id);
  expect(await resultsOnDisk()).toEqual([]);
});

it("removes at its start what a closed tab has left, and nothing that is in use", async () => {
  const { worker: closed, thread } = startWorker();
  const { worker: open } = startWorker();
  const request = { file: fileOf(20, "a"), passphrase: "x", format: "age", armor: false } as const;
  const left = await closed.encryptFile(request);
  const used = await open.encryptFile(request);
  thread.terminate();
  // The browser gives the lock back some time after the thread has ended.
  await navigator.locks.query().then(async function wait({ held = [] }): Promise<void> {
    const names = held.filter(({ name }) => name?.startsWith("pct-results/") === true);
    if (names.length > 1) await navigator.locks.query().then(wait);
  });

  const { worker: next } = startWorker();
  await next.capacity();
  const results = (await resultsOnDisk()).map((path) => path.split("/").at(-1));
  expect(results).toContain(used.id);
  expect(results).not.toContain(left.id);
  await open.discardFile(used.id);
});

it("says that a folder, which browsers hand over as a file, cannot be read", async () => {
  const { worker } = startWorker();
  const root = await navigator.storage.getDirectory();
  const handle = await root.getFileHandle("short-lived", { create: true });
  const writable = await handle.createWritable();
  await writable.write("x");
  await writable.close();
  const file = await handle.getFile();
  await root.removeEntry("short-lived");
  onTestFinished(() => root.removeEntry("short-lived").catch(() => undefined));
  expect((await failureOf(worker.digestFile(file))).code).toBe("file-unreadable");
});
