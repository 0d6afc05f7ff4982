import { expect, it } from "vitest";

import { failureOf, startWorker } from "./started.js";
import { pastedFile, pastedOutcomes } from "./vectors.js";

/** The portal reads and refuses what people paste as the commands do: the table is core's. */

/** What the field for a padlock must do, which takes one key. */
function ofRecipient(file: string, keys: string): string {
  // The key has a form, but no safe point.
  if (file.endsWith("ed_smallorder.pub")) return "key-damaged";
  const [found, kind] = keys.split(" ");
  if (found?.includes("-") === true) return kind === undefined ? found : `${found} ${kind}`;
  if (!keys.includes("public ")) return "key-is-private";
  return keys.includes(", ") ? "key-several" : "read";
}

/** `read`, or the code that a call fails with. */
async function outcome(call: Promise<unknown>): Promise<string> {
  const isRead = await call.then(
    () => true,
    () => false,
  );
  if (isRead) return "read";
  const { code, params } = await failureOf(call);
  const { kind } = params as { readonly kind?: string };
  return code === "key-unsupported" ? `${code} ${String(kind)}` : code;
}

it("reads padlocks from what people paste", async () => {
  const { worker } = startWorker();
  for (const { file, keys } of pastedOutcomes) {
    const found = await outcome(worker.readRecipient(new Blob([pastedFile(file)])));
    expect({ file, found }).toEqual({ file, found: ofRecipient(file, keys) });
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
