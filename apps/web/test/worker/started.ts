import { onTestFinished } from "vitest";

import privatePem from "../../../../packages/core/vectors/classic/keys/rsa4096-a.private_key.pem?raw";
import { connect } from "../../src/crypto/client";
import { CryptoFailure } from "../../src/crypto/failure";
import type { FailureFacts } from "../../src/crypto/failure";
import type { CryptoWorker } from "../../src/crypto/interface/crypto-worker";
import type { KeyInfo } from "../../src/crypto/interface/keys";

/** Vitest calls this around every dynamic import, and defines it for pages only. */
const RUNNER = "globalThis.__vitest_browser_runner__ = { wrapDynamicImport: (load) => load() };";

/** A worker for one test, from its sources. */
export function startWorker(): { worker: CryptoWorker; thread: Worker } {
  const modules = [
    `data:text/javascript,${encodeURIComponent(RUNNER)}`,
    new URL("../../worker/index.ts", import.meta.url).href,
  ];
  const script = modules.map((module) => `import ${JSON.stringify(module)};`).join("\n");
  const url = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  const thread = new Worker(url, { type: "module" });
  onTestFinished(() => {
    thread.terminate();
  });
  return { worker: connect(thread, () => undefined), thread };
}

/** A key that need not be made, which takes a second. */
export async function openVectorKey(worker: CryptoWorker): Promise<KeyInfo> {
  const key = await worker.openKeyFile(privatePem, null);
  if (key.kind !== "rsa") throw new TypeError("not an RSA key");
  return key;
}

/** What a call failed with; fails the test when it did not. */
export async function failureOf(call: Promise<unknown>): Promise<FailureFacts> {
  const outcome = await call.then(
    () => new Error("it did not fail"),
    (error: unknown) => error,
  );
  if (!(outcome instanceof CryptoFailure)) throw outcome;
  const { code, params } = outcome;
  return { code, params };
}

/** A file of so many bytes, of which no two megabytes are alike. */
export function fileOf(megabytes: number, name: string): File {
  const parts = Array.from({ length: megabytes }, (_, i) => {
    const part = new Uint8Array(1024 * 1024).fill(i);
    part.set(crypto.getRandomValues(new Uint8Array(65_536)));
    return part;
  });
  return new File(parts, name);
}

/** Every result on disk, as `worker/result`. */
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
