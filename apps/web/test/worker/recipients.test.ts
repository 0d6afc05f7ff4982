import { expect, it } from "vitest";

import { failureOf, startWorker } from "./started.js";
import { ageKey, hostileKeys, publicPem } from "./vectors.js";

/** The code for each hostile key. */
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

it.each(Object.entries(HOSTILE))("refuses the key %s with %s in every call", async (name, code) => {
  const { worker } = startWorker();
  const key = hostileKeys.find((vector) => vector.name === name)?.public ?? "";
  expect((await failureOf(worker.readRecipient(key))).code).toBe(code);
  for (const format of ["auto", "classic", "age"] as const) {
    const encrypting = worker.encryptText({ text: "x", recipients: [key], format });
    expect((await failureOf(encrypting)).code).toBe(code);
  }
});

it("recognizes each kind of key", async () => {
  const { worker } = startWorker();
  const fromWindows = new Blob([`\uFEFF${publicPem.replaceAll("\n", "\r\n")}`]);
  expect(await worker.readRecipient(fromWindows)).toMatchObject({
    kind: "rsa",
    bits: 4096,
    text: publicPem,
    fingerprint: "SHA256:dWbI8NHb13Y5nXOhNWdJuLaddXgdFvb040gnxedo2J4",
  });
  const age = ageKey.recipient;
  expect(await worker.readRecipient(`# Ana\n${age}\n`)).toEqual({ kind: "age", text: age });
  // As ssh-keygen -lf says of this key.
  const ed25519 =
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIB5H4jqKzYQmbnnzutPzWG+qU/2YP0w4GBlpSUP8Xamg ana@example.org";
  expect(await worker.readRecipient(`${ed25519}\n`)).toEqual({
    kind: "ed25519",
    // A comment is not part of the key.
    text: ed25519.replace(" ana@example.org", ""),
    fingerprint: "SHA256:Pr0p+OPOagPkSDKMB0e8EdpS7SmRCXkLv953oxhaqTk",
  });
});

it("refuses text that is not a key, and a private key", async () => {
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

it("reads only the start of a huge file", async () => {
  const { worker } = startWorker();
  const huge = new Blob(Array.from({ length: 64 }, () => new Uint8Array(16 * 1024 * 1024)));
  expect((await failureOf(worker.readRecipient(huge))).code).toBe("key-not-recognized");
});
