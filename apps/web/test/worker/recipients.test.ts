import { expect, it } from "vitest";

import manifest from "../../../../packages/core/vectors/age/manifest.json";
import rsaPem from "../../../../packages/core/vectors/classic/keys/rsa4096-a.public_key.pem?raw";
import vectors from "../../../../packages/core/vectors/classic/public_keys.json";
import { failureOf, startWorker } from "./started.js";

/** Keys that somebody made so that they could read along, or so that a browser hangs. */
const HOSTILE: Readonly<Record<string, string>> = {
  "e-0": "key-unsafe",
  "e-1": "key-unsafe",
  "e-3": "key-unsafe",
  "e-even": "key-unsafe",
  "e-2^64+13": "key-unsafe",
  "n-even": "key-unsafe",
  "n-small-factor": "key-unsafe",
  "n-20000-bit": "key-too-large",
};

it.each(Object.entries(HOSTILE))("refuses %s with %s, wherever it is given", async (name, code) => {
  const { worker } = startWorker();
  const key = vectors.hostile.find((vector) => vector.name === name)?.public ?? "";
  expect((await failureOf(worker.readRecipient(key))).code).toBe(code);
  for (const format of ["auto", "classic", "age"] as const) {
    const locking = worker.encryptText({ text: "x", recipients: [key], format });
    expect((await failureOf(locking)).code).toBe(code);
  }
});

it("says what each kind of key is", async () => {
  const { worker } = startWorker();
  const fromWindows = new Blob([`\uFEFF${rsaPem.replaceAll("\n", "\r\n")}`]);
  expect(await worker.readRecipient(fromWindows)).toMatchObject({
    kind: "rsa",
    bits: 4096,
    text: rsaPem,
    fingerprint: "SHA256:dWbI8NHb13Y5nXOhNWdJuLaddXgdFvb040gnxedo2J4",
  });
  const age = manifest.identities["x25519-1"].recipient;
  expect(await worker.readRecipient(`# Ana\n${age}\n`)).toEqual({ kind: "age", text: age });
  // As ssh-keygen -lf says of this key.
  const ed25519 =
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIB5H4jqKzYQmbnnzutPzWG+qU/2YP0w4GBlpSUP8Xamg ana@example.org";
  expect(await worker.readRecipient(`${ed25519}\n`)).toEqual({
    kind: "ed25519",
    text: ed25519,
    fingerprint: "SHA256:Pr0p+OPOagPkSDKMB0e8EdpS7SmRCXkLv953oxhaqTk",
  });
});

it("refuses what is no key, and a private one", async () => {
  const { worker } = startWorker();
  const codes = await Promise.all(
    ["", "hola", "age1qqqq", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----"].map(
      async (text) => (await failureOf(worker.readRecipient(text))).code,
    ),
  );
  expect(codes).toEqual([
    "key-not-recognized",
    "key-not-recognized",
    "recipient-not-recognized",
    "key-damaged",
  ]);
});

it("reads no more of a huge file than a key can be long", async () => {
  const { worker } = startWorker();
  const huge = new Blob(Array.from({ length: 64 }, () => new Uint8Array(16 * 1024 * 1024)));
  expect((await failureOf(worker.readRecipient(huge))).code).toBe("key-not-recognized");
});
