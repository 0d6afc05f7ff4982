import { cbc } from "@noble/ciphers/aes.js";
import { pbkdf2Async } from "@noble/hashes/pbkdf2.js";
import { scryptAsync } from "@noble/hashes/scrypt.js";
import { sha224 } from "@noble/hashes/sha2.js";

import { der, derInteger, derOid, DerReader, TAG } from "./der.js";
import { PctError } from "./errors.js";
import { utf8 } from "./text.js";
import { pbkdf2, randomBytes } from "./webcrypto.js";

/** EncryptedPrivateKeyInfo with PBES2 (RFC 8018): the parameters written and accepted. */

const WRITE = Object.freeze({ iterations: 220_000, saltBytes: 16, hash: "SHA-512" });

/** Limits on the work that an untrusted key file may ask for. */
const ACCEPT = Object.freeze({
  iterations: 10_000_000,
  /** For a hash that the platform does not have. */
  inJavaScript: Object.freeze({ seconds: 10, sampleIterations: 20_000 }),
  scrypt: Object.freeze({
    N: 2 ** 20,
    r: 32,
    p: 16,
    /** Maximum of N · r · p, in blocks of 128 bytes: 1 GiB written once. */
    blocks: 2 ** 23,
  }),
});

const OID = Object.freeze({
  pbes2: "1.2.840.113549.1.5.13",
  pbkdf2: "1.2.840.113549.1.5.12",
  scrypt: "1.3.6.1.4.1.11591.4.11",
  aes256Cbc: "2.16.840.1.101.3.4.1.42",
  hmacSha512: "1.2.840.113549.2.11",
});

const AES_CBC_KEY_BYTES: Readonly<Record<string, number>> = Object.freeze({
  "2.16.840.1.101.3.4.1.2": 16,
  "2.16.840.1.101.3.4.1.22": 24,
  [OID.aes256Cbc]: 32,
});

const PRF_HASH = Object.freeze({
  "1.2.840.113549.2.7": "SHA-1",
  "1.2.840.113549.2.8": "SHA-224",
  "1.2.840.113549.2.9": "SHA-256",
  "1.2.840.113549.2.10": "SHA-384",
  [OID.hmacSha512]: "SHA-512",
} as const);

/** Encrypts PKCS#8 bytes; `openssl pkey -passin` decrypts them. */
export async function encryptPkcs8(pkcs8: Uint8Array, passphrase: string): Promise<Uint8Array> {
  if (passphrase === "") throw new PctError("passphrase-empty");
  const salt = randomBytes(WRITE.saltBytes);
  const iv = randomBytes(16);
  const key = await pbkdf2(WRITE.hash, utf8(passphrase), salt, WRITE.iterations, 32);
  const kdf = der(
    TAG.sequence,
    derOid(OID.pbkdf2),
    der(
      TAG.sequence,
      der(TAG.octetString, salt),
      derInteger(BigInt(WRITE.iterations)),
      der(TAG.sequence, derOid(OID.hmacSha512), der(TAG.null)),
    ),
  );
  const cipher = der(TAG.sequence, derOid(OID.aes256Cbc), der(TAG.octetString, iv));
  return der(
    TAG.sequence,
    der(TAG.sequence, derOid(OID.pbes2), der(TAG.sequence, kdf, cipher)),
    der(TAG.octetString, cbc(key, iv).encrypt(pkcs8)),
  );
}

/** Decrypts EncryptedPrivateKeyInfo to PKCS#8 bytes. */
export async function decryptPkcs8(bytes: Uint8Array, passphrase: string): Promise<Uint8Array> {
  const outer = new DerReader(bytes);
  const info = outer.sequence();
  outer.end();
  const algorithm = info.sequence();
  const ciphertext = info.read(TAG.octetString);
  info.end();
  if (algorithm.oid() !== OID.pbes2) throw unsupported();
  const parameters = algorithm.sequence();
  algorithm.end();
  const kdf = parameters.sequence();
  const cipher = parameters.sequence();
  parameters.end();
  const keyBytes = AES_CBC_KEY_BYTES[cipher.oid()];
  if (keyBytes === undefined) throw unsupported();
  const iv = cipher.read(TAG.octetString);
  cipher.end();
  if (iv.length !== 16 || ciphertext.length === 0 || ciphertext.length % 16 !== 0) {
    throw new PctError("key-damaged");
  }
  const key = await deriveKey(kdf, utf8(passphrase), keyBytes);
  try {
    return cbc(key, iv).decrypt(ciphertext);
  } catch {
    // Wrong padding. One wrong passphrase in 256 gives valid padding; the caller then finds no DER.
    throw new PctError("passphrase-wrong");
  }
}

async function deriveKey(
  kdf: DerReader,
  passphrase: Uint8Array,
  length: number,
): Promise<Uint8Array> {
  const oid = kdf.oid();
  const parameters = kdf.sequence();
  kdf.end();
  const salt = parameters.read(TAG.octetString);
  if (oid === OID.scrypt) return deriveByScrypt(parameters, passphrase, salt, length);
  if (oid === OID.pbkdf2) return deriveByPbkdf2(parameters, passphrase, salt, length);
  throw unsupported();
}

/** scrypt-params (RFC 7914 §7.1) after the salt. */
async function deriveByScrypt(
  parameters: DerReader,
  passphrase: Uint8Array,
  salt: Uint8Array,
  length: number,
): Promise<Uint8Array> {
  const N = Number(parameters.integer());
  const r = Number(parameters.integer());
  const p = Number(parameters.integer());
  expectKeyLength(parameters, length);
  parameters.end();
  if (N < 2 || r < 1 || p < 1 || !Number.isInteger(Math.log2(N))) {
    throw new PctError("key-damaged");
  }
  const limit = ACCEPT.scrypt;
  if (N > limit.N || r > limit.r || p > limit.p || N * r * p > limit.blocks) {
    throw new PctError("key-too-costly");
  }
  // noble's default limit is lower than the limits checked above.
  const maxmem = 2 * 128 * limit.blocks;
  return scryptAsync(passphrase, salt, { N, r, p, dkLen: length, maxmem });
}

/** PBKDF2-params (RFC 8018 appendix A.2) after the salt. */
async function deriveByPbkdf2(
  parameters: DerReader,
  passphrase: Uint8Array,
  salt: Uint8Array,
  length: number,
): Promise<Uint8Array> {
  const iterations = Number(parameters.integer());
  expectKeyLength(parameters, length);
  const hash = parameters.done ? "SHA-1" : prfHash(parameters.sequence());
  parameters.end();
  if (iterations < 1) throw new PctError("key-damaged");
  if (iterations > ACCEPT.iterations) throw new PctError("key-too-costly");
  // WebCrypto has no SHA-224.
  return hash === "SHA-224"
    ? pbkdf2InJavaScript(passphrase, salt, iterations, length)
    : pbkdf2(hash, passphrase, salt, iterations, length);
}

/** Reads the optional length of the key, which must be what the cipher needs. */
function expectKeyLength(parameters: DerReader, length: number): void {
  if (parameters.nextTag !== TAG.integer) return;
  if (Number(parameters.integer()) !== length) throw new PctError("key-damaged");
}

/** AlgorithmIdentifier of an HMAC. */
function prfHash(prf: DerReader): (typeof PRF_HASH)[keyof typeof PRF_HASH] {
  const oid = prf.oid();
  if (!Object.hasOwn(PRF_HASH, oid)) throw unsupported();
  if (!prf.done) prf.null();
  prf.end();
  return PRF_HASH[oid as keyof typeof PRF_HASH];
}

/**
 * PBKDF2-HMAC-SHA-224. JavaScript is ten times slower than the platform, and how slow depends on the
 * machine: a sample tells whether the whole would exceed the limit of time.
 */
async function pbkdf2InJavaScript(
  passphrase: Uint8Array,
  salt: Uint8Array,
  iterations: number,
  length: number,
): Promise<Uint8Array> {
  const { sampleIterations, seconds } = ACCEPT.inJavaScript;
  const derive = (c: number): Promise<Uint8Array> =>
    pbkdf2Async(sha224, passphrase, salt, { c, dkLen: length });
  if (iterations > 2 * sampleIterations) {
    // The first sample also compiles the code.
    await derive(sampleIterations);
    const start = performance.now();
    await derive(sampleIterations);
    const sampleSeconds = (performance.now() - start) / 1000;
    if ((sampleSeconds * iterations) / sampleIterations > seconds) {
      throw new PctError("key-too-costly");
    }
  }
  return derive(iterations);
}

function unsupported(): PctError {
  return new PctError("key-encryption-unsupported", { container: "pkcs8" });
}
