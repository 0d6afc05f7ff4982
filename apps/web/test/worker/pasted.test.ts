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

it("opens what people paste", async () => {
  const { worker } = startWorker();
  for (const folder of ["", "variants/"]) {
    const path = folder === "" ? "private_key.pem" : "variants/keys/private_key.pem";
    const { handle } = await worker.openKeyFile(new Blob([pastedFile(path)]), null);
    for (const { file, ciphertext } of pastedOutcomes) {
      if (file.startsWith("variants/") !== (folder === "variants/")) continue;
      const source = new Blob([pastedFile(file)]);
      const opening = worker.open({ source, keys: [handle], passphrase: null });
      const isForEd25519 = file.startsWith("age-armor");
      if (ciphertext === "opens" && !isForEd25519) {
        expect({ file, opened: (await opening).kind }).toEqual({ file, opened: "text" });
      } else {
        const { code } = await failureOf(opening);
        if (ciphertext === "ciphertext-several")
          expect({ file, code }).toEqual({ file, code: ciphertext });
      }
    }
  }
});

it("reads keys from what people paste", async () => {
  const { worker } = startWorker();
  for (const { file, keys } of pastedOutcomes) {
    const found = await worker.openKeyFile(new Blob([pastedFile(file)]), null).then(
      () => "read",
      () => "refused",
    );
    // A locked key is in a container that only ssh-keygen opens.
    const isRead = keys.includes("private ") && !keys.includes("locked");
    expect({ file, found }).toEqual({ file, found: isRead ? "read" : "refused" });
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
