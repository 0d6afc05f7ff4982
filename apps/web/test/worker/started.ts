import { onTestFinished } from "vitest";

import { connect } from "#/crypto/client.js";
import { CryptoFailure } from "#/crypto/failure.js";
import type { FailureFacts } from "#/crypto/failure.js";
import type { CryptoWorker } from "#/crypto/interface/crypto-worker.js";
import type { HashWorker } from "#/crypto/interface/hashes.js";
import type { KeyInfo } from "#/crypto/interface/keys.js";
import type { StrengthWorker } from "#/crypto/interface/passwords.js";
import { privatePem } from "./vectors.js";

/** Vitest wraps dynamic imports with this function, which it defines in pages but not in workers. */
const RUNNER = "globalThis.__vitest_browser_runner__ = { wrapDynamicImport: (load) => load() };";

/** Starts the crypto worker from its sources, for one test. */
export function startWorker(setup: WorkerSetup = {}): { worker: CryptoWorker; thread: Worker } {
  const { prelude = "", createThread = () => startSegmentThread() } = setup;
  const thread = startThread(new URL("../../worker/index.ts", import.meta.url), prelude);
  return { worker: connect(thread, () => undefined, createThread), thread };
}

/** Where a worker runs. */
export interface WorkerSetup {
  /** Runs before the worker's script. */
  readonly prelude?: string;
  /** Starts a thread that helps with a large file. */
  readonly createThread?: () => Worker;
}

/** Starts such a thread from its sources, for one test. */
export function startSegmentThread(prelude = ""): Worker {
  return startThread(new URL("../../worker/segment-thread.ts", import.meta.url), prelude);
}

/** Starts the hash worker from its sources, for one test. */
export function startHashWorker(): HashWorker {
  const thread = startThread(new URL("../../worker/hash-worker.ts", import.meta.url));
  return connect(thread, () => undefined);
}

/** Starts the strength worker from its sources, for one test. */
export function startStrengthWorker(): StrengthWorker {
  const thread = startThread(new URL("../../worker/strength.ts", import.meta.url));
  return connect(thread, () => undefined);
}

function startThread(source: URL, prelude = ""): Worker {
  const modules = [...[RUNNER, prelude].map(moduleOf), source.href];
  const script = modules.map((module) => `import ${JSON.stringify(module)};`).join("\n");
  const url = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  const thread = new Worker(url, { type: "module" });
  onTestFinished(() => {
    thread.terminate();
  });
  return thread;
}

function moduleOf(code: string): string {
  return `data:text/javascript,${encodeURIComponent(code)}`;
}

/** Opens a key of the vectors: generating one takes a second. */
export async function openVectorKey(worker: CryptoWorker): Promise<KeyInfo> {
  const key = await worker.openKeyFile(privatePem, null);
  if (key.kind !== "rsa") throw new TypeError("not an RSA key");
  return key;
}

/** Resolves to the failure of a call; rejects when the call succeeds. */
export async function failureOf(call: Promise<unknown>): Promise<FailureFacts> {
  const outcome = await call.then(
    () => new Error("the call succeeded"),
    (error: unknown) => error,
  );
  if (!(outcome instanceof CryptoFailure)) throw outcome;
  const { code, params } = outcome;
  return { code, params };
}

/** A file of that many megabytes, no two of them alike. */
export function fileOf(megabytes: number, name: string): File {
  const parts = Array.from({ length: megabytes }, (_, i) => {
    const part = new Uint8Array(1024 * 1024).fill(i);
    part.set(crypto.getRandomValues(new Uint8Array(65_536)));
    return part;
  });
  return new File(parts, name);
}

/** The paths of all results on the disk, as `WORKER/RESULT`. */
export async function resultsOnDisk(): Promise<string[]> {
  const root = await navigator.storage.getDirectory();
  const all = await root.getDirectoryHandle("pct-results", { create: true });
  const found: string[] = [];
  for await (const [owner, folder] of all.entries()) {
    if (!(folder instanceof FileSystemDirectoryHandle)) continue;
    for await (const id of folder.keys()) found.push(`${owner}/${id}`);
  }
  return found;
}
