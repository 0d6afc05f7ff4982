import { describe, expect, it } from "vitest";

import { importPrivateKey } from "@pct/core";

import { der, derInteger, derOid, TAG } from "#/der.js";
import { encodePem, parsePem } from "#/pem.js";
import { utf8 } from "./byte-streams.js";
import { expectRefused } from "./refusal.js";
import { anyKey, first, text } from "./vectors.js";

/** PBES2 (RFC 8018 appendix A), built in parts so that tests can break each sequence. */

type Part = "info" | "algorithm" | "parameters" | "kdf" | "kdf parameters" | "cipher" | "prf";

const HMAC_SHA_224 = "1.2.840.113549.2.8";
const HMAC_SHA_512 = "1.2.840.113549.2.11";
const passphrase = "correcto caballo batería grapa";

interface Structure {
  readonly salt: Uint8Array;
  readonly rounds: number;
  readonly prf: string;
  readonly iv: Uint8Array;
  readonly ciphertext: Uint8Array;
}

/** EncryptedPrivateKeyInfo; `extra` goes to the end of one of its sequences. */
function build(structure: Structure, into?: Part, extra: Uint8Array = der(TAG.null)): Uint8Array {
  const sequence = (part: Part, ...values: Uint8Array[]): Uint8Array =>
    der(TAG.sequence, ...values, ...(part === into ? [extra] : []));
  const { salt, rounds, prf, iv, ciphertext } = structure;
  const kdf = sequence(
    "kdf",
    derOid("1.2.840.113549.1.5.12"),
    sequence(
      "kdf parameters",
      der(TAG.octetString, salt),
      derInteger(BigInt(rounds)),
      sequence("prf", derOid(prf), der(TAG.null)),
    ),
  );
  const cipher = sequence("cipher", derOid("2.16.840.1.101.3.4.1.42"), der(TAG.octetString, iv));
  return sequence(
    "info",
    sequence("algorithm", derOid("1.2.840.113549.1.5.13"), sequence("parameters", kdf, cipher)),
    der(TAG.octetString, ciphertext),
  );
}

/** A private key, encrypted by the platform. */
async function encrypted(): Promise<Structure> {
  const pkcs8 = first(parsePem(text(anyKey.private))).bytes as Uint8Array<ArrayBuffer>;
  const [salt, iv, rounds] = [new Uint8Array(16).fill(1), new Uint8Array(16).fill(2), 1000];
  const secret = utf8(passphrase) as Uint8Array<ArrayBuffer>;
  const password = await crypto.subtle.importKey("raw", secret, "PBKDF2", false, ["deriveKey"]);
  const key = await crypto.subtle.deriveKey(
    { name: "PBKDF2", hash: "SHA-512", salt, iterations: rounds },
    password,
    { name: "AES-CBC", length: 256 },
    false,
    ["encrypt"],
  );
  const ciphertext = await crypto.subtle.encrypt({ name: "AES-CBC", iv }, key, pkcs8);
  return { salt, rounds, prf: HMAC_SHA_512, iv, ciphertext: new Uint8Array(ciphertext) };
}

const load = (der: Uint8Array): Promise<unknown> =>
  importPrivateKey(encodePem("ENCRYPTED PRIVATE KEY", der), { passphrase });

describe("PBES2", () => {
  it("[K4] reads the structure that these tests change", async () => {
    await expect(load(build(await encrypted()))).resolves.toMatchObject({ type: "private" });
  });

  it.each<Part>(["info", "algorithm", "parameters", "kdf", "kdf parameters", "cipher", "prf"])(
    "[K14] [K15] rejects a value after the end of its %s",
    async (part) => {
      const structure = await encrypted();
      for (const extra of [der(TAG.null), derInteger(1n), der(TAG.sequence)]) {
        await expectRefused(() => load(build(structure, part, extra)), "key-damaged");
      }
    },
  );

  it("[K7] refuses in seconds what would take a minute in JavaScript", async () => {
    const structure = { ...(await encrypted()), prf: HMAC_SHA_224, rounds: 10_000_000 };
    const start = performance.now();
    await expectRefused(() => load(build(structure)), "key-too-costly");
    expect(performance.now() - start).toBeLessThan(5000);
  });
});
