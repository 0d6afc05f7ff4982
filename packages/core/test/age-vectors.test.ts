import { describe, expect, it } from "vitest";

import { decrypt, encrypt } from "@pct/core";
import type { DecryptOptions } from "@pct/core";

import { firstDifference, release, streamOf, utf8 } from "./byte-streams.js";
import { arePackaged, expectOutcome, unexpected } from "./expected.js";
import { expectRefused, outcome } from "./refusal.js";
import {
  damage,
  damaged,
  file,
  fromBase64,
  identityText,
  identityVector,
  manifest,
  sha256Hex,
} from "./vectors.js";

/** Files that the `age` command wrote, and damaged copies of them. */

/** The passphrase of a file, or the identity of one of its recipients. */
function optionsFor(recipient: string, passphrase: string | undefined): DecryptOptions {
  return passphrase === undefined ? { identities: [identityText(recipient)] } : { passphrase };
}

const cases = manifest.files.flatMap((vector) =>
  vector.recipients.map((recipient) => ({ ...vector, recipient })),
);
/** An identity that OpenSSH encrypted, which `ssh-keygen -p` must decrypt first. */
const isLocked = (recipient: string): boolean =>
  manifest.identities[recipient]?.passphrase !== undefined;

describe("files of the manifest", () => {
  it.each(cases.filter(({ recipient }) => !isLocked(recipient)))(
    "[A7] [A9] [A10] [A16] decrypts $name for $recipient",
    async ({ file: name, recipient, passphrase, plaintextBytes, plaintextSha256 }) => {
      const sealed = file(name);
      const options = optionsFor(recipient, passphrase);
      const opened = await decrypt(sealed, options);
      expect(opened).toHaveLength(plaintextBytes);
      expect(await sha256Hex(opened)).toBe(plaintextSha256);
      // scrypt takes a second, so decrypt once.
      if (passphrase !== undefined) return;
      const streamed = await release(() => decrypt(streamOf(sealed, 1, 3, 1021), options));
      expect(streamed.error).toBeUndefined();
      expect(firstDifference(streamed.bytes, opened)).toBe(-1);
    },
  );

  it.each(cases.filter(({ recipient }) => isLocked(recipient)))(
    "[K5] [A7] rejects the encrypted identity of $recipient for $name",
    async ({ file: name, recipient }) => {
      const options = { identities: [identityText(recipient)] };
      await expectRefused(() => decrypt(file(name), options), "key-encryption-unsupported", {
        container: "openssh",
      });
    },
  );

  it("[A7] decrypts with any of several identities, in any order", async () => {
    const unlocked = Object.keys(manifest.identities).filter((id) => !isLocked(id));
    const shared = manifest.files.filter(({ recipients }) => recipients.length > 1);
    expect(shared).not.toEqual([]);
    for (const { file: name, plaintextSha256 } of shared) {
      for (const identities of [unlocked, unlocked.toReversed()]) {
        const opened = await decrypt(file(name), { identities: identities.map(identityText) });
        expect(await sha256Hex(opened)).toBe(plaintextSha256);
      }
    }
  });

  it("[A11] rejects a wrong and a missing passphrase", async () => {
    const { file: name, passphrase } = manifest.scryptWrongPassphrase;
    await expectRefused(() => decrypt(file(name), { passphrase }), "passphrase-wrong");
    await expectRefused(() => decrypt(file(name), {}), "passphrase-required");
  });
});

describe("damaged files", () => {
  it.runIf(arePackaged)("has an exact outcome for each vector", () => {
    expect(unexpected("damaged", damaged.vectors)).toEqual([]);
    expect(unexpected("badRecipients", damaged.badRecipients)).toEqual([]);
  });

  it.each(damaged.vectors)("[A12] [A14] [A15] $name: $expect", async (vector) => {
    const options = { identities: [identityText(vector.identity)] };
    const bytes = fromBase64(vector.fileBase64);
    const opened: Uint8Array[] = [];
    const result = await outcome(async () => opened.push(await decrypt(bytes, options)));
    expectOutcome(result, "damaged", vector);
    if (vector.plaintextSha256 !== undefined) {
      for (const plaintext of opened) {
        expect(await sha256Hex(plaintext)).toBe(vector.plaintextSha256);
      }
    }
    const streamed = await outcome(async () => {
      const { error } = await release(() => decrypt(streamOf(bytes, 1, 5), options));
      if (error !== undefined) throw error;
    });
    expect(streamed).toBe(result);
  });

  it.each(damaged.recipes)("[A12] [A13] $name", async (recipe) => {
    const bytes = damage(file(recipe.file), recipe.operations);
    expect(await sha256Hex(bytes)).toBe(recipe.resultSha256);
    const options = { identities: [identityText(recipe.identity)] };
    await expectRefused(() => decrypt(bytes, options), "decryption-failed");
    const { bytes: released, error } = await release(() => decrypt(streamOf(bytes, 4099), options));
    expect(error).toMatchObject({ name: "PctError", code: "decryption-failed" });
    // As the age command, releases exactly the chunks that are authentic.
    expect(released).toHaveLength(recipe.ageReleasedPlaintextBytes);
    const whole = await decrypt(file(recipe.file), options);
    expect(firstDifference(released, whole.subarray(0, released.length))).toBe(-1);
  });
});

describe("recipients", () => {
  it.each(damaged.badRecipients)("[A5] rejects $recipient", async (vector) => {
    const sealing = (): Promise<unknown> => encrypt(utf8("x"), { recipients: [vector.recipient] });
    expectOutcome(await outcome(sealing), "badRecipients", vector);
  });

  it.each(Object.keys(manifest.identities))(
    "[A2] [A7] encrypts to %s, who decrypts it",
    async (id) => {
      const { recipient } = identityVector(id);
      const isShort =
        (await outcome(() => encrypt(utf8("x"), { recipients: [recipient] }))) !== "accepted";
      // A key with e = 3 only decrypts.
      if (isShort) {
        await expectRefused(() => encrypt(utf8("x"), { recipients: [recipient] }), "key-unsafe", {
          reason: "exponent",
        });
        return;
      }
      const sealed = await encrypt(utf8("for you"), { recipients: [recipient] });
      if (isLocked(id)) return;
      expect(await decrypt(sealed, { identities: [identityText(id)] })).toEqual(utf8("for you"));
    },
  );
});
