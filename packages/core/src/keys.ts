import { bitLength } from "./der.js";
import { PctError } from "./errors.js";
import { parseKeyFile } from "./key-file.js";
import { lockPkcs8, unlockPkcs8 } from "./pbes2.js";
import { encodePem } from "./pem.js";
import {
  checkPrivateNumbers,
  checkPublicNumbers,
  encodePkcs8,
  encodeSpki,
  parsePkcs8,
  parseSpki,
} from "./rsa.js";
import type { RsaPrivateNumbers, RsaPublicNumbers } from "./rsa.js";
import { encodeSshLine } from "./ssh.js";
import { exportRsaPrivateKey, generateRsaKey, importRsaPrivateKey } from "./webcrypto.js";

/**
 * The half of a key pair to give away: whoever has it can encrypt to its owner.
 *
 * Plain data, so it can be stored and posted to a worker. It is checked again whenever it is used.
 */
export interface PublicKey {
  readonly type: "public";
  /** Length of the RSA modulus in bits. */
  readonly bits: number;
  /** SubjectPublicKeyInfo, DER. */
  readonly spki: Uint8Array;
}

/** WebCrypto ties a private key to one hash, so it is held once for each format. */
export interface PrivateKeyHandles {
  /** RSA-OAEP with SHA-256: the `ssh-rsa` stanza of age files. */
  readonly oaepSha256: CryptoKey;
  /** RSA-OAEP with SHA-512: classic files. */
  readonly oaepSha512: CryptoKey;
}

/**
 * The half to keep: it opens what was encrypted to its {@link PrivateKey.publicKey}.
 *
 * A structured clone keeps it whole, `CryptoKey` handles included, so a browser can hold it in
 * IndexedDB without ever seeing its bytes when it is not extractable.
 */
export interface PrivateKey extends PrivateKeyHandles {
  readonly type: "private";
  /** Length of the RSA modulus in bits. */
  readonly bits: number;
  readonly publicKey: PublicKey;
}

/** Both halves of a key pair. */
export interface KeyPair {
  readonly publicKey: PublicKey;
  readonly privateKey: PrivateKey;
}

/** Options of {@link generateKeyPair}. */
export interface GenerateKeyPairOptions {
  /** Length of the modulus in bits; 4096 unless told. */
  readonly bits?: 2048 | 3072 | 4096;
  /** Whether {@link exportPrivateKey} will work; `true` unless told, for a key that is never saved is lost. */
  readonly extractable?: boolean;
}

/**
 * Makes an RSA key pair with e = 65537.
 *
 * For the recipient of a credential. 4096 bits take from half a second to several seconds.
 *
 * @throws `RangeError` for another length.
 *
 * @example
 * ```ts
 * import { exportPrivateKey, exportPublicKey, generateKeyPair } from "@pct/core";
 *
 * const { publicKey, privateKey } = await generateKeyPair({ bits: 3072 });
 * console.log(exportPublicKey(publicKey)); // give this away
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

/**
 * Reads and checks an RSA public key from outside.
 *
 * Accepts SPKI and PKCS#1 (PEM or DER) and one `ssh-rsa` line; byte-order marks, UTF-16, CRLF and
 * stray white space do not matter.
 *
 * @throws {@link PctError} `key-not-recognized`, `key-damaged`, `key-several`; `key-is-private` when
 * somebody is about to give away the wrong half; `key-unsupported` (not RSA); `key-too-small` under
 * 2048 bits, `key-too-large` over 8192; `key-unsafe` when e is not odd in 65537 … 2⁶⁴, or the
 * modulus is even or has a factor up to 65537 (SP 800-56B §6.4).
 *
 * @example
 * ```ts
 * import { fingerprint, importPublicKey } from "@pct/core";
 * import { readFile } from "node:fs/promises";
 *
 * const key = await importPublicKey(await readFile("public_key.pem"));
 * console.log(await fingerprint(key)); // compare it with the one its owner reads to you
 * ```
 */
// eslint-disable-next-line @typescript-eslint/require-await -- failures must be rejections, as in importPrivateKey
export async function importPublicKey(source: string | Uint8Array): Promise<PublicKey> {
  const file = parseKeyFile(source);
  switch (file.kind) {
    case "rsa-public":
      checkPublicNumbers(file.numbers, "encrypt");
      return toPublicKey(file.numbers);
    case "rsa-private":
    case "ed25519-private":
    case "locked-private":
    case "age-identities":
      throw new PctError("key-is-private");
    case "ed25519-public":
      throw new PctError("key-unsupported", { kind: "ed25519" });
    case "age-recipient":
      throw new PctError("key-unsupported", { kind: "other" });
  }
}

/** Options of {@link importPrivateKey}. */
export interface ImportPrivateKeyOptions {
  /** Opens an `ENCRYPTED PRIVATE KEY`; ignored where the key is not locked. */
  readonly passphrase?: string;
  /** Whether {@link exportPrivateKey} will work on the result; `true` unless told. */
  readonly extractable?: boolean;
}

/**
 * Reads and checks an RSA private key: PKCS#8, PKCS#1, unlocked OpenSSH, or PKCS#8 locked with PBES2
 * (PBKDF2 or scrypt, AES-CBC), in PEM or DER.
 *
 * @throws {@link PctError} as {@link importPublicKey}, with `key-is-public` for the other mistake;
 * `passphrase-required`, `passphrase-wrong`; `key-encryption-unsupported` where `openssl` or
 * `ssh-keygen` must convert the key first; `key-too-costly` over 10,000,000 PBKDF2 rounds or
 * scrypt N = 2²⁰.
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
      const numbers = parseUnlocked(await unlockPkcs8(file.pkcs8, passphrase));
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

/** Padding that happened to be right over bytes that are no key: the passphrase was wrong. */
function parseUnlocked(pkcs8: Uint8Array): RsaPrivateNumbers {
  try {
    return parsePkcs8(pkcs8);
  } catch (error) {
    if (error instanceof PctError && error.code === "key-damaged") {
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

function toPublicKey(numbers: RsaPublicNumbers): PublicKey {
  return { type: "public", bits: bitLength(numbers.n), spki: encodeSpki(numbers) };
}

/** The numbers of a public key that is about to be used, checked for it. */
export function usablePublicNumbers(
  key: PublicKey,
  purpose: "encrypt" | "decrypt",
): RsaPublicNumbers {
  if (!(key.spki instanceof Uint8Array)) throw new TypeError("not a PublicKey");
  const numbers = parseSpki(key.spki);
  checkPublicNumbers(numbers, purpose);
  return numbers;
}

/** The private key itself, once it is certain that it is one and not its other half. */
export function usablePrivateKey(key: PrivateKey): PrivateKey {
  if (!(key.oaepSha512 instanceof CryptoKey)) throw new TypeError("not a PrivateKey");
  return key;
}

/**
 * Writes a public key as text with a final newline: SPKI PEM (`public_key.pem`), or the `ssh-rsa`
 * line that `age -r` and `authorized_keys` take.
 *
 * @example
 * ```ts
 * import { exportPublicKey, generateKeyPair } from "@pct/core";
 *
 * const { publicKey } = await generateKeyPair();
 * console.log(exportPublicKey(publicKey, "ssh")); // "ssh-rsa AAAA…"
 * ```
 */
export function exportPublicKey(key: PublicKey, format: "pem" | "ssh" = "pem"): string {
  if (format === "pem") return encodePem("PUBLIC KEY", key.spki);
  return `${encodeSshLine({ type: "ssh-rsa", numbers: parseSpki(key.spki) })}\n`;
}

/** Options of {@link exportPrivateKey}. */
export interface ExportPrivateKeyOptions {
  /** Locks the file with PBES2: PBKDF2-HMAC-SHA-512, 220,000 rounds, AES-256-CBC. */
  readonly passphrase?: string;
}

/**
 * Writes a private key as PKCS#8 PEM: `PRIVATE KEY`, or `ENCRYPTED PRIVATE KEY` with a passphrase.
 * Write it to a file that only its owner can read.
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
  return encodePem("ENCRYPTED PRIVATE KEY", await lockPkcs8(pkcs8, options.passphrase));
}
