import { decrypt, encrypt } from "@pct/core/age";
import { cdp } from "vitest/browser";
import { beforeAll, describe, expect, it, onTestFinished } from "vitest";

import type { CryptoWorker } from "#/crypto/interface/crypto-worker.js";
import {
  failureOf,
  fileOf,
  resultsOnDisk,
  startHashWorker,
  startSegmentThread,
  startWorker,
} from "./started.js";
import type { WorkerSetup } from "./started.js";
import { ageKey } from "./vectors.js";

/** Large files by position, with and without the browser's cipher, threads and shared files. */

const CHUNK = 64 * 1024;
const SEGMENT_BYTES = 64 * CHUNK;

/** As in browsers without ChaCha20-Poly1305. */
const NO_CIPHER = `{
  const { importKey } = SubtleCrypto.prototype;
  SubtleCrypto.prototype.importKey = function (format, ...rest) {
    if (format === "raw-secret") return Promise.reject(new DOMException("", "NotSupportedError"));
    return importKey.call(this, format, ...rest);
  };
}`;

/** As in browsers that ignore the mode of a handle. */
const NO_SHARING = `{
  const { createSyncAccessHandle } = FileSystemFileHandle.prototype;
  FileSystemFileHandle.prototype.createSyncAccessHandle = function () {
    return createSyncAccessHandle.call(this);
  };
}`;

/** As in browsers without this disk. */
const NO_DISK = "delete FileSystemFileHandle.prototype.createSyncAccessHandle;";

const processors = (count: number): string =>
  `Object.defineProperty(navigator, "hardwareConcurrency", { value: ${count.toString()} });`;

/** Every segment that a thread reads is counted, and the crypto worker waits for the first of them. */
const THREAD_READS = `{
  const { arrayBuffer } = Blob.prototype;
  const channel = new BroadcastChannel("segment-read");
  Blob.prototype.arrayBuffer = function () {
    channel.postMessage(null);
    return arrayBuffer.call(this);
  };
}`;
const AWAIT_THREAD = `{
  const { arrayBuffer } = Blob.prototype;
  const first = new Promise((resolve) => {
    new BroadcastChannel("segment-read").onmessage = resolve;
  });
  Blob.prototype.arrayBuffer = async function () {
    if (this.size >= ${SEGMENT_BYTES.toString()}) await first;
    return arrayBuffer.call(this);
  };
}`;

interface Browser {
  readonly prelude: readonly string[];
  /** How many threads help. */
  readonly threads: number;
}

const BROWSERS: Readonly<Record<string, Browser>> = {
  "one thread": { prelude: [processors(2)], threads: 1 },
  "three threads, the most": { prelude: [processors(16)], threads: 3 },
  "no cipher, threads that can't start": { prelude: [NO_CIPHER, processors(4)], threads: 0 },
  "no cipher, two threads": { prelude: [NO_CIPHER, processors(3)], threads: 2 },
  "no cipher, no sharing, one thread": {
    prelude: [NO_CIPHER, NO_SHARING, processors(1)],
    threads: 1,
  },
  "no disk, one thread": { prelude: [NO_DISK, processors(2)], threads: 1 },
};

/** Counts threads that were started and have not ended. */
class Threads {
  started = 0;
  readonly running = new Set<Worker>();

  create(prelude: string): Worker {
    const thread = startSegmentThread(prelude);
    this.started++;
    this.running.add(thread);
    const terminate = thread.terminate.bind(thread);
    thread.terminate = () => {
      this.running.delete(thread);
      terminate();
    };
    return thread;
  }
}

function start({ prelude, threads }: Browser): { worker: CryptoWorker; counted: Threads } {
  const counted = new Threads();
  const own = prelude.join("\n");
  const setup: WorkerSetup =
    threads === 0
      ? { prelude: own, createThread: () => new Worker("/no-such-thread.js", { type: "module" }) }
      : {
          prelude: `${own}\n${AWAIT_THREAD}`,
          createThread: () => counted.create(`${own}\n${THREAD_READS}`),
        };
  return { worker: startWorker(setup).worker, counted };
}

async function keyOf(worker: CryptoWorker): Promise<string> {
  const key = await worker.openKeyFile(ageKey.identity, null);
  return key.handle;
}

/** More than four segments, the last chunk of which is not whole. */
const content = fileOf(17, "a");
const file = new File([content, "the last chunk"], "a");
let chunks: Blob[];
let header: Blob;
beforeAll(async () => {
  const sealed = await encrypt(file.stream(), { recipients: [ageKey.recipient] });
  const bytes = await new Response(sealed as ReadableStream<Uint8Array<ArrayBuffer>>).blob();
  const count = Math.ceil(file.size / CHUNK);
  const start = bytes.size - file.size - 16 * count;
  header = bytes.slice(0, start);
  chunks = Array.from({ length: count }, (_, i) =>
    bytes.slice(start + i * (CHUNK + 16), start + (i + 1) * (CHUNK + 16)),
  );
});

describe.each(Object.entries(BROWSERS))("%s", (_, browser) => {
  it("encrypts and decrypts the same bytes as a stream, and ends its threads", async () => {
    const { worker, counted } = start(browser);
    const request = { recipients: [ageKey.recipient], format: "age", armor: false } as const;
    const sealed = await worker.encryptFile({ ...request, file });
    const hashes = startHashWorker();
    const original = await hashes.digestFile(file);
    const stream = await decrypt(sealed.file.stream(), { identities: [ageKey.identity] });
    const blob = await new Response(stream as ReadableStream<Uint8Array<ArrayBuffer>>).blob();
    const opened = new File([blob], "opened");
    expect(await hashes.digestFile(opened)).toBe(original);
    expect(counted.started).toBe(browser.threads);

    const keys = [await keyOf(worker)];
    const ours = await worker.open({ source: sealed.file, keys, passphrase: null });
    expect(await hashes.digestFile(ours.file)).toBe(original);
    await worker.discardFile(ours.id);
    await worker.discardFile(sealed.id);
    expect(await resultsOnDisk()).toEqual([]);
    expect(counted.started).toBe(2 * browser.threads);
    await expect.poll(() => counted.running.size, { timeout: 10_000 }).toBe(0);
  });

  it("refuses a damaged file, and leaves nothing", async () => {
    const { worker, counted } = start(browser);
    const keys = [await keyOf(worker)];
    const [draw = 0] = crypto.getRandomValues(new Uint32Array(1));
    const place = draw % file.size;
    const at = (i: number): Blob => chunks.at(i) ?? new Blob();
    const variants: Record<string, BlobPart[]> = {
      "first bit": chunks.with(0, await flipped(at(0), 0)),
      [`a bit at ${place.toString()}`]: await flippedAt(place),
      "last bit": chunks.with(-1, await flipped(at(-1), at(-1).size - 1)),
      "a byte short": chunks.with(-1, at(-1).slice(0, -1)),
      "last chunk missing": chunks.slice(0, -1),
      "a byte long": [...chunks, "x"],
      "a chunk long": [...chunks, at(-1)],
      "swapped between segments": chunks.with(70, at(3)).with(3, at(70)),
    };
    for (const [name, parts] of Object.entries(variants)) {
      const source = new File([header, ...parts], "a.age");
      const failure = await failureOf(worker.open({ source, keys, passphrase: null }));
      expect(failure.code, name).toBe("decryption-failed");
      expect(await resultsOnDisk(), name).toEqual([]);
    }
    await expect.poll(() => counted.running.size, { timeout: 10_000 }).toBe(0);
  });
});

async function flipped(chunk: Blob, at: number): Promise<Blob> {
  const bytes = new Uint8Array(await chunk.arrayBuffer());
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  return new Blob([bytes]);
}

/** All chunks, with a bit changed at a place of the content. */
async function flippedAt(place: number): Promise<Blob[]> {
  const index = Math.floor(place / CHUNK);
  return chunks.with(index, await flipped(chunks[index] ?? new Blob(), place % CHUNK));
}

it("stops its threads on abort, and leaves no result", async () => {
  const counted = new Threads();
  const { worker } = startWorker({
    prelude: processors(2),
    createThread: () => counted.create(""),
  });
  const controller = new AbortController();
  const large = fileOf(256, "a");
  let read = 0;
  const encrypting = worker.encryptFile(
    { file: large, recipients: [ageKey.recipient], format: "age", armor: false },
    {
      signal: controller.signal,
      onProgress: ({ done }) => {
        read = done;
        if (done > 0) controller.abort();
      },
    },
  );
  expect((await failureOf(encrypting)).code).toBe("cancelled");
  expect(read).toBeLessThan(large.size);
  expect(await resultsOnDisk()).toEqual([]);
  await expect.poll(() => counted.running.size, { timeout: 10_000 }).toBe(0);
});

it("reports a large file that has changed, and leaves no result", async () => {
  const root = await navigator.storage.getDirectory();
  onTestFinished(() => root.removeEntry("changing"));
  const handle = await root.getFileHandle("changing", { create: true });
  const write = async (content: Blob): Promise<File> => {
    const writable = await handle.createWritable();
    await writable.write(content);
    await writable.close();
    return handle.getFile();
  };
  const changed = await write(content);
  await write(content.slice(0, 16 * 1024 * 1024));
  const { worker } = startWorker();
  const request = { recipients: [ageKey.recipient], format: "age", armor: false } as const;
  const failure = await failureOf(worker.encryptFile({ ...request, file: changed }));
  expect(failure.code).toBe("file-unreadable");
  expect(await resultsOnDisk()).toEqual([]);
});

it("reports a full disk before it encrypts, and leaves no result", async () => {
  const { worker } = startWorker();
  await worker.capacity();
  const quota = (size?: number): Promise<unknown> =>
    (cdp() as unknown as { send(method: string, params: object): Promise<unknown> }).send(
      "Storage.overrideQuotaForOrigin",
      { origin: location.origin, ...(size === undefined ? {} : { quotaSize: size }) },
    );
  await quota(10_000_000);
  onTestFinished(async () => {
    await quota();
  });
  const request = { recipients: [ageKey.recipient], format: "age", armor: false } as const;
  expect((await failureOf(worker.encryptFile({ ...request, file }))).code).toBe("storage-full");
  expect(await resultsOnDisk()).toEqual([]);
});
