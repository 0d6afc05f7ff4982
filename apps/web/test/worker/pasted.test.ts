import { expect, it } from "vitest";

import type { FoundRecipients } from "#/crypto/interface/keys.js";
import { failureOf, startWorker } from "./started.js";
import { pastedFile, pastedOutcomes } from "./vectors.js";

/** The portal reads and refuses what people paste as the commands do: the table is core's. */

/** What the field for padlocks must do: the number of keys, and of those left out, or a code. */
function ofRecipients(file: string, keys: string): string {
  // The key has a form, but no safe point.
  if (file.endsWith("ed_smallorder.pub")) return "key-damaged";
  const [first, kind] = keys.split(" ");
  if (first?.includes("-") === true) return kind === undefined ? first : `${first} ${kind}`;
  if (keys.includes("private ")) return "key-is-private";
  const count = (word: string): string => (keys.split(word).length - 1).toString();
  return `${count("public ")} read, ${count("unusable ")} left out`;
}

/** What was read, or the code that a call fails with. */
async function outcome(call: Promise<FoundRecipients>): Promise<string> {
  const found = await call.catch(() => null);
  if (found !== null) {
    return `${found.recipients.length.toString()} read, ${found.leftOut.toString()} left out`;
  }
  const { code, params } = await failureOf(call);
  const { kind } = params as { readonly kind?: string };
  return code === "key-unsupported" ? `${code} ${String(kind)}` : code;
}

it("reads padlocks from what people paste", async () => {
  const { worker } = startWorker();
  for (const { file, keys } of pastedOutcomes) {
    const found = await outcome(worker.readRecipients(new Blob([pastedFile(file)])));
    expect({ file, found }).toEqual({ file, found: ofRecipients(file, keys) });
  }
});

/** Errors that only a key or a passphrase can bring to light. */
const AFTER_A_KEY =
  /^(?:opens|decryption-failed|passphrase-required|ciphertext-not-recognized mangled)/;

it("opens what people paste, or says what it is as the commands do", async () => {
  const { worker } = startWorker();
  for (const folder of ["", "variants/"]) {
    const names = folder === "" ? ["private_key.pem", "ed25519.openssh"] : ["keys/private_key.pem"];
    const opened = names.map((name) =>
      worker.openKeyFile(new Blob([pastedFile(folder + name)]), null),
    );
    const keys = (await Promise.all(opened)).map(({ handle }) => handle);
    for (const { file, decrypt } of pastedOutcomes) {
      if (file.startsWith("variants/") !== (folder === "variants/")) continue;
      const source = new Blob([pastedFile(file)]);
      const found = await said(worker.open({ source, keys, passphrase: null }));
      expect({ file, found }).toEqual({ file, found: decrypt });
      // The field says it before a key is chosen, where the text alone shows it.
      const early = await said(worker.detectFormat(source));
      if (!AFTER_A_KEY.test(decrypt)) expect({ file, early }).toEqual({ file, early: decrypt });
      else if (early !== "opens") expect({ file, early }).toEqual({ file, early: decrypt });
    }
  }
});

/** `success`, or the error with the params that choose its sentence. */
async function said(call: Promise<unknown>, success = "opens"): Promise<string> {
  if (await call.then(() => true).catch(() => false)) return success;
  const { code, params } = await failureOf(call);
  return [code, ...Object.values(params)].join(" ");
}

it("reads keys from what people paste, or says what it is as the commands do", async () => {
  const { worker } = startWorker();
  for (const { file, identity } of pastedOutcomes) {
    const found = await said(worker.openKeyFile(new Blob([pastedFile(file)]), null), "read");
    expect({ file, found }).toEqual({ file, found: identity });
  }
});

it("tries every key of a file", async () => {
  const { worker } = startWorker();
  const name = "variants/mixed_id.txt";
  const { handle } = await worker.openKeyFile(new Blob([pastedFile(name)]), null);
  const text = new TextDecoder().decode(pastedFile(name));
  const age = /age1\w+/.exec(text)?.[0] ?? "";
  const ssh = new TextDecoder().decode(pastedFile("variants/keys/ed.pub"));
  for (const recipient of [age, ssh]) {
    const sealed = await worker.encryptText({ text: "x", recipients: [recipient], format: "age" });
    const opened = await worker.open({ source: sealed.text, keys: [handle], passphrase: null });
    expect(opened).toMatchObject({ kind: "text", text: "x" });
  }
});
