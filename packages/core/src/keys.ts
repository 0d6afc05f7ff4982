import { isPctError, PctError } from "./errors.js";
import { parseKeyFile } from "./key-file.js";
import type * as pbes2 from "./pbes2.js";
import { encodePem } from "./pem.js";
import { encodePkcs8, parsePkcs8 } from "./rsa-der.js";
import type { RsaPrivateNumbers } from "./rsa-der.js";
import { checkPrivateNumbers } from "./rsa-private-key.js";
import type { PrivateKey } from "./rsa-private-key.js";
import { toPublicKey } from "./rsa-public-key.js";
import type { PublicKey } from "./rsa-public-key.js";
import { exportRsaPrivateKey, generateRsaKey, importRsaPrivateKey } from "./webcrypto.js";

/**
 * Generates key pairs, and reads and writes private keys.
 *
 * @packageDocumentation
 */
export type { PrivateKey } from "./rsa-private-key.js";
export type { PublicKey } from "./rsa-public-key.js";
export type { PrivateKeyHandles } from "./webcrypto.js";

/** A public key and its private key. */
export interface KeyPair {
  readonly publicKey: PublicKey;
  readonly privateKey: PrivateKey;
}

/** Options of {@link generateKeyPair}. */
export interface GenerateKeyPairOptions {
  /** Length of the modulus in bits. Default: 4096. */
  readonly bits?: 2048 | 3072 | 4096;
  /** Whether {@link exportPrivateKey} accepts the key. Default: `true`. */
  readonly extractable?: boolean;
}

/**
 * Generates an RSA key pair with e = 65537. A pair of 4096 bits takes from half a second to several
 * seconds.
 *
 * @throws `RangeError` for another length.
 *
 * @example
 * ```ts
 * import { exportPrivateKey, exportPublicKey, generateKeyPair } from "@pct/core";
 *
 * const { publicKey, privateKey } = await generateKeyPair({ bits: 3072 });
 * console.log(exportPublicKey(publicKey)); // publish this
 * console.log(await exportPrivateKey(privateKey, { passphrase: "seis palabras que nadie adivina" }));
 * ```
 */
export async function generateKeyPair(options: GenerateKeyPairOptions = {}): Promise<KeyPair> {
  const { bits = 4096, extractable = true } = options;
  if (![2048, 3072, 4096].includes(bits)) throw new RangeError("bits must be 2048, 3072 or 4096");
  const pkcs8 = await generateRsaKey(bits);
  const privateKey = await loadPrivateKey(parsePkcs8(pkcs8), pkcs8, extractable);
  return { publicKey: privateKey.publicKey, privateKey };
}

/** Options of {@link importPrivateKey}. */
export interface ImportPrivateKeyOptions {
  /** Decrypts an `ENCRYPTED PRIVATE KEY`; ignored if the key is not encrypted. */
  readonly passphrase?: string;
  /** Whether {@link exportPrivateKey} accepts the key. Default: `true`. */
  readonly extractable?: boolean;
}

/**
 * Reads and checks an RSA private key: PKCS#8, PKCS#1, unencrypted OpenSSH, or PKCS#8 encrypted with
 * PBES2 (PBKDF2 or scrypt, AES-CBC), in PEM or DER.
 *
 * @throws {@link PctError} as `importPublicKey`, but `key-is-public` for a public key;
 * `passphrase-required`, `passphrase-wrong`; `key-encryption-unsupported` if `openssl` or `ssh-keygen`
 * must convert the key first; `key-too-costly` over 10,000,000 PBKDF2 rounds or scrypt N = 2²⁰.
 *
 * @example
 * ```ts
 * import { decryptSecret, importPrivateKey } from "@pct/core";
 * import { readFile } from "node:fs/promises";
 *
 * const key = await importPrivateKey(await readFile("private_key.pem"), { passphrase: "…" });
 * const secret = await decryptSecret(await readFile("file_encrypted.txt"), key);
 * ```
 */
export async function importPrivateKey(
  source: string | Uint8Array,
  options: ImportPrivateKeyOptions = {},
): Promise<PrivateKey> {
  const { passphrase, extractable = true } = options;
  const file = parseKeyFile(source);
  switch (file.kind) {
    case "rsa-private":
      return loadPrivateKey(file.numbers, encodePkcs8(file.numbers), extractable);
    case "locked-private": {
      if (file.pkcs8 === undefined) {
        throw new PctError("key-encryption-unsupported", { container: file.container });
      }
      if (passphrase === undefined) throw new PctError("passphrase-required");
      const { decryptPkcs8 } = await loadPbes2();
      const numbers = parseDecrypted(await decryptPkcs8(file.pkcs8, passphrase));
      return loadPrivateKey(numbers, encodePkcs8(numbers), extractable);
    }
    case "rsa-public":
    case "ed25519-public":
    case "age-recipient":
      throw new PctError("key-is-public");
    case "ed25519-private":
      throw new PctError("key-unsupported", { kind: "ed25519" });
    case "age-identities":
      throw new PctError("key-unsupported", { kind: "other" });
  }
}

/** One wrong passphrase in 256 gives valid padding; the decrypted bytes are then not a key. */
function parseDecrypted(pkcs8: Uint8Array): RsaPrivateNumbers {
  try {
    return parsePkcs8(pkcs8);
  } catch (error) {
    if (isPctError(error) && error.code === "key-damaged") {
      throw new PctError("passphrase-wrong");
    }
    throw error;
  }
}

async function loadPrivateKey(
  numbers: RsaPrivateNumbers,
  pkcs8: Uint8Array,
  extractable: boolean,
): Promise<PrivateKey> {
  checkPrivateNumbers(numbers);
  const publicKey = toPublicKey(numbers);
  const handles = await importRsaPrivateKey(pkcs8, extractable);
  return { type: "private", bits: publicKey.bits, publicKey, ...handles };
}

/** Options of {@link exportPrivateKey}. */
export interface ExportPrivateKeyOptions {
  /** Encrypts the key with PBES2: PBKDF2-HMAC-SHA-512, 220,000 rounds, AES-256-CBC. */
  readonly passphrase?: string;
}

/**
 * Writes a private key as PKCS#8 PEM: `PRIVATE KEY`, or `ENCRYPTED PRIVATE KEY` with a passphrase.
 * Give the file mode 0600.
 *
 * @throws {@link PctError} `passphrase-empty`; `key-not-extractable`.
 *
 * @example
 * ```ts
 * import { exportPrivateKey, generateKeyPair } from "@pct/core";
 * import { writeFile } from "node:fs/promises";
 *
 * const { privateKey } = await generateKeyPair();
 * await writeFile("private_key.pem", await exportPrivateKey(privateKey), { mode: 0o600, flag: "wx" });
 * ```
 */
export async function exportPrivateKey(
  key: PrivateKey,
  options: ExportPrivateKeyOptions = {},
): Promise<string> {
  if (!key.oaepSha512.extractable) throw new PctError("key-not-extractable");
  const pkcs8 = await exportRsaPrivateKey(key.oaepSha512);
  if (options.passphrase === undefined) return encodePem("PRIVATE KEY", pkcs8);
  const { encryptPkcs8 } = await loadPbes2();
  return encodePem("ENCRYPTED PRIVATE KEY", await encryptPkcs8(pkcs8, options.passphrase));
}

/** Lazy: AES and scrypt in JavaScript take a tenth of the start of a program, and few keys need them. */
function loadPbes2(): Promise<typeof pbes2> {
  return import("./pbes2.js");
}
