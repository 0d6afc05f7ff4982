import { constants, createPublicKey, publicEncrypt } from "node:crypto";

import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";

import { encryptSecret, importPrivateKey } from "@pct/core";
import type { PrivateKey } from "@pct/core";
import { decryptWindowsPassword } from "@pct/core/node/windows-password";

import { toUtf16 } from "../byte-streams.js";
import { expectRefused } from "../refusal.js";
import { anyKey, file, first, keys as allKeys, privateKey, text, usableKeys } from "../vectors.js";

const PASSWORD = "!9m*$nB)Uq=vK;@i";

let key: PrivateKey;
let other: PrivateKey;
const publicPem = text(anyKey.public);
const k = Math.ceil(anyKey.bits / 8);

beforeAll(async () => {
  key = await privateKey(anyKey.id);
  other = await privateKey(first(usableKeys.filter(({ id }) => id !== anyKey.id)).id);
});

function encrypted(password: string | Uint8Array, pem = publicPem): string {
  const padding = constants.RSA_PKCS1_PADDING;
  return publicEncrypt({ key: pem, padding }, Buffer.from(password)).toString("base64");
}

/** Encrypts a whole block, with whatever padding it has. */
function raw(block: Uint8Array): string {
  const padding = constants.RSA_NO_PADDING;
  return publicEncrypt({ key: publicPem, padding }, block).toString("base64");
}

const opened = (input: string | Uint8Array, keys = [key]): string =>
  decryptWindowsPassword(input, keys);

describe("the password of a Windows server", () => {
  it("[W5] opens from what each cloud prints", () => {
    const blob = encrypted(PASSWORD);
    const wrapped = blob.replace(/.{76}/g, "$&\r\n");
    const ec2 = { InstanceId: "i-0a1b", Timestamp: "2026-11-30T10:00:00.000Z", PasswordData: blob };
    const accessDetails = {
      ...{ username: "Administrator", password: "", protocol: "rdp" },
      passwordData: { ciphertext: blob, keyPairName: "ana" },
    };
    const inputs = [
      JSON.stringify(ec2),
      JSON.stringify({ ...ec2, PasswordData: `\r\n${wrapped}\r\n` }, null, 4),
      JSON.stringify({ accessDetails }, null, 4),
      JSON.stringify({ accessDetails: { ...accessDetails, password: "in clear" } }),
      JSON.stringify({ password: blob }),
      JSON.stringify(`\r\n${blob}\r\n`),
      blob,
      `\uFEFF${wrapped}\r\n`,
      // `--output text`, and a mail.
      `i-0a1b\t2026-11-30T10:00:00.000Z\t${blob}\n`,
      `Hi Ana,\n\n> ${wrapped.replaceAll("\r\n", "\n> ")}\n\nLuis`,
      toUtf16(JSON.stringify(ec2)),
    ];
    for (const input of inputs) expect(opened(input)).toBe(PASSWORD);
    expect(opened(blob, [other, key])).toBe(PASSWORD);
  });

  it.each(allKeys.filter(({ bits }) => bits >= 2048))("[W6] opens with $id", async (vector) => {
    const spki = createPublicKey(text(vector.public)).export({ type: "spki", format: "pem" });
    const own = await privateKey(vector.id);
    expect(opened(encrypted(PASSWORD, spki.toString()), [own])).toBe(PASSWORD);
  });

  it("[W5] says that there is none yet, or that it is something else", async () => {
    for (const input of ["", " \r\n", '{"InstanceId":"i-0","PasswordData":""}', '""']) {
      await expectRefused(() => opened(input), "ciphertext-empty");
    }
    const [one, two] = [encrypted(PASSWORD), encrypted("second")];
    const several = JSON.stringify([{ PasswordData: one }, { PasswordData: two }]);
    await expectRefused(() => opened(several), "ciphertext-several");
    const found = { found: "unknown" } as const;
    const google = JSON.stringify({ encryptedPassword: one, modulus: one });
    for (const input of ["hello you", "{}", '{"PasswordData":7}', google, "{", "[[[[[[[1]]]]]]]"]) {
      await expectRefused(() => opened(input), "ciphertext-not-recognized", found);
    }
    await expectRefused(() => opened(one, []), "identity-required");
    const fixed = await importPrivateKey(file(anyKey.private), { extractable: false });
    await expectRefused(() => opened(one, [fixed]), "key-not-extractable");
  });

  it("[W6] fails in one way, whatever is wrong", async () => {
    const block = (start: readonly number[], fill: number, end: readonly number[]): Uint8Array =>
      Uint8Array.from([
        ...start,
        ...Array<number>(k - start.length - end.length).fill(fill),
        ...end,
      ]);
    const blob = encrypted(PASSWORD);
    const wrong = [
      raw(block([0, 1], 7, [0, 65])),
      raw(block([0, 2], 7, [])),
      // Seven bytes of padding.
      raw(block([0, 2, 1, 2, 3, 4, 5, 6, 7, 0], 65, [])),
      raw(block([0, 2, 0], 65, [])),
      raw(block([0, 2], 7, [0])),
      encrypted("a\nb"),
      encrypted(Uint8Array.of(0xff, 0xfe, 0x80)),
      encrypted("x".repeat(129)),
      Buffer.alloc(k, 0xff).toString("base64"),
      Buffer.from(blob, "base64").subarray(1).toString("base64"),
      Buffer.concat([Buffer.alloc(1), Buffer.from(blob, "base64")]).toString("base64"),
      await encryptSecret(PASSWORD, key.publicKey),
    ];
    for (const input of wrong) await expectRefused(() => opened(input), "decryption-failed");
    await expectRefused(() => opened(blob, [other]), "decryption-failed");
  });

  it("[W6] opens no block that was changed", async () => {
    const blob = Buffer.from(encrypted(PASSWORD), "base64");
    await fc.assert(
      fc.asyncProperty(fc.nat(k - 1), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
        const changed = Buffer.from(blob);
        changed[at] = (changed[at] ?? 0) ^ flip;
        await expectRefused(() => opened(changed.toString("base64")), "decryption-failed");
      }),
      { numRuns: 40 },
    );
  });
});
