import { hmac } from "@noble/hashes/hmac.js";
import { md5, sha1 } from "@noble/hashes/legacy.js";
import { pbkdf2Async } from "@noble/hashes/pbkdf2.js";
import { sha224, sha256, sha384, sha512 } from "@noble/hashes/sha2.js";

import { SecurityError } from "./errors.js";
import { scrypt } from "./memory-hard.js";
import { ACCEPT } from "./policy.js";
import { generateSalt } from "./random.js";
import { toHex, utf8 } from "./text.js";
import { hasNativePbkdf2, nativePbkdf2 } from "./webcrypto.js";
import type { Pbkdf2Hash, ScryptParameters } from "./webcrypto.js";

/** The `method$salt$hex` hashes of werkzeug 2.x and 3.x. */

const HASHES = { md5, sha1, sha224, sha256, sha384, sha512 } as const;

/** Length of a scrypt hash in werkzeug and Django, in bytes. */
const SCRYPT_BYTES = 64;

/** Method and parameters of a hash. */
export type WerkzeugMethod =
  | { readonly kind: "pbkdf2"; readonly hash: Pbkdf2Hash; readonly iterations: number }
  | ({ readonly kind: "scrypt" } & ScryptParameters)
  /** One HMAC, an option of werkzeug 2. */
  | { readonly kind: "legacy"; readonly hash: Pbkdf2Hash };

/** A stored hash of PBKDF2, scrypt or one HMAC. */
export interface KdfHash {
  readonly method: WerkzeugMethod;
  readonly salt: Uint8Array;
  /** Hexadecimal, whole. */
  readonly digest: string;
}

/** Parses a stored hash, whose parameters must be within {@link ACCEPT}. */
export function parseWerkzeug(stored: string): KdfHash {
  const [name = "", salt, digest, ...more] = stored.split("$");
  if (name === "plain") throw new SecurityError("hash-is-plain-text");
  if (salt === undefined || digest === undefined || more.length > 0) {
    throw new SecurityError("hash-malformed");
  }
  const method = parseMethod(name);
  if (salt === "" && method.kind !== "legacy") throw new SecurityError("hash-malformed");
  // A digest has a fixed length: one that was cut would fit no password.
  if (digest.length !== 2 * digestBytes(method) || !/^[0-9a-f]+$/i.test(digest)) {
    throw new SecurityError("hash-malformed");
  }
  return { method, salt: utf8(salt), digest };
}

/** Bytes of a whole digest. */
export function digestBytes(method: WerkzeugMethod): number {
  return method.kind === "scrypt" ? SCRYPT_BYTES : HASHES[method.hash].outputLen;
}

/** Parses a method, such as `pbkdf2:sha512:220000`, `scrypt:32768:8:1` or `sha256`. */
export function parseMethod(name: string): WerkzeugMethod {
  const [kind, ...parameters] = name.split(":");
  if (kind === "pbkdf2") return parsePbkdf2(parameters);
  if (kind === "scrypt") return scryptMethod(parameters);
  if (kind !== undefined && isHash(kind) && parameters.length === 0) {
    return { kind: "legacy", hash: kind };
  }
  throw new SecurityError("hash-unsupported", { system: null });
}

function parsePbkdf2([hash = "", rounds, ...more]: string[]): WerkzeugMethod {
  // Without a number of rounds, versions of werkzeug use different defaults.
  if (rounds === undefined || more.length > 0) throw new SecurityError("hash-malformed");
  return pbkdf2Method(hash, rounds);
}

/** PBKDF2 with a number of rounds within {@link ACCEPT}. */
export function pbkdf2Method(hash: string, rounds: string): WerkzeugMethod {
  if (!isHash(hash)) throw new SecurityError("hash-unsupported", { system: null });
  const iterations = positive(rounds);
  const { maximum, maximumInJavaScript } = ACCEPT.pbkdf2;
  if (iterations > (hasNativePbkdf2(hash) ? maximum : maximumInJavaScript)) {
    throw new SecurityError("hash-too-costly");
  }
  return { kind: "pbkdf2", hash, iterations };
}

/** scrypt with parameters N, r and p within {@link ACCEPT}. */
export function scryptMethod(parameters: readonly string[]): WerkzeugMethod {
  if (parameters.length !== 3) throw new SecurityError("hash-malformed");
  const [N, r, p] = parameters.map(positive) as [number, number, number];
  const limits = ACCEPT.scrypt;
  // RFC 7914 §2: a power of two less than 2^(128·r/8).
  if (N < limits.minimumN || !Number.isInteger(Math.log2(N)) || Math.log2(N) >= 16 * r) {
    throw new SecurityError("hash-malformed");
  }
  const tooCostly =
    N > limits.maximumN ||
    r > limits.maximumR ||
    p > limits.maximumP ||
    128 * N * r > limits.memoryBytes;
  if (tooCostly) throw new SecurityError("hash-too-costly");
  return { kind: "scrypt", N, r, p };
}

/** Parses a decimal number without sign, fraction or leading zero. */
function positive(text: string): number {
  if (!/^[1-9]\d{0,15}$/.test(text)) throw new SecurityError("hash-malformed");
  return Number(text);
}

function isHash(name: string): name is Pbkdf2Hash {
  return Object.hasOwn(HASHES, name);
}

/** The hexadecimal digest of a password under a method and salt. */
export async function kdfDigest(
  method: WerkzeugMethod,
  password: Uint8Array,
  salt: Uint8Array,
  bytes: number,
): Promise<string> {
  switch (method.kind) {
    case "pbkdf2": {
      const { hash, iterations } = method;
      return toHex(
        hasNativePbkdf2(hash)
          ? await nativePbkdf2(hash, password, salt, iterations, bytes)
          : await pbkdf2Async(HASHES[hash], password, salt, { c: iterations, dkLen: bytes }),
      );
    }
    case "scrypt":
      return toHex(await scrypt(password, salt, method, bytes));
    case "legacy":
      // With an empty salt, werkzeug computed the bare hash.
      return toHex(
        salt.length === 0
          ? HASHES[method.hash](password)
          : hmac(HASHES[method.hash], salt, password),
      );
  }
}

/** Formats a method as in a stored hash. */
export function formatMethod(method: WerkzeugMethod): string {
  switch (method.kind) {
    case "pbkdf2":
      return `pbkdf2:${method.hash}:${method.iterations.toString()}`;
    case "scrypt":
      return `scrypt:${[method.N, method.r, method.p].join(":")}`;
    case "legacy":
      return method.hash;
  }
}

/** Hashes a password with a random salt, as `method$salt$hex`. */
export async function werkzeugHash(
  method: WerkzeugMethod,
  password: Uint8Array,
  saltCharacters: number,
): Promise<string> {
  const salt = generateSalt(saltCharacters);
  const digest = await kdfDigest(method, password, utf8(salt), digestBytes(method));
  return `${formatMethod(method)}$${salt}$${digest}`;
}
