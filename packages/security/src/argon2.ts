import { base64Decode, base64Encode } from "./base64.js";
import { isSecurityError, SecurityError } from "./errors.js";
import { argon2id } from "./memory-hard.js";
import { ACCEPT, CURRENT } from "./policy.js";
import { randomBytes } from "./webcrypto.js";
import type { Argon2Parameters } from "./webcrypto.js";

/** argon2id in PHC string form (RFC 9106; `$argon2id$v=19$m=…,t=…,p=…$salt$hash`). */

export interface Argon2Hash extends Argon2Parameters {
  readonly salt: Uint8Array;
  readonly digest: Uint8Array;
}

const PHC =
  /^\$argon2id\$v=19\$m=([1-9]\d{0,9}),t=([1-9]\d{0,9}),p=([1-9]\d{0,9})\$([A-Za-z0-9+/]{11,86})\$([A-Za-z0-9+/]{16,172})$/;

/** Parses a stored hash, whose parameters must be within {@link ACCEPT}. */
export function parseArgon2(stored: string): Argon2Hash {
  const [, memory, passes, lanes, salt = "", digest = ""] = PHC.exec(stored) ?? [];
  if (memory === undefined) throw new SecurityError("hash-malformed");
  const parameters = {
    memoryKiB: Number(memory),
    passes: Number(passes),
    lanes: Number(lanes),
  };
  const limits = ACCEPT.argon2id;
  const { memoryKiB } = parameters;
  if (memoryKiB < limits.minimumKiB || memoryKiB < 8 * parameters.lanes) {
    throw new SecurityError("hash-malformed");
  }
  const tooCostly =
    memoryKiB > limits.maximumKiB ||
    parameters.passes > limits.maximumPasses ||
    parameters.lanes > limits.maximumLanes;
  if (tooCostly) throw new SecurityError("hash-too-costly");
  const hash = { ...parameters, salt: fromBase64(salt), digest: fromBase64(digest) };
  // The length is free, but programs use whole words; a digest that was cut mostly has another.
  if (hash.digest.length % 4 !== 0) throw new SecurityError("hash-malformed");
  return hash;
}

/** PHC strings use base64 without padding; bits after the end must be zero. */
function fromBase64(text: string): Uint8Array {
  try {
    return base64Decode(text.padEnd(Math.ceil(text.length / 4) * 4, "="));
  } catch (error) {
    if (!isSecurityError(error)) throw error;
    throw new SecurityError("hash-malformed");
  }
}

function toBase64(bytes: Uint8Array): string {
  return base64Encode(bytes).replace(/=+$/, "");
}

/** Hashes a password with the current parameters and a random salt. */
export async function argon2Hash(password: Uint8Array): Promise<string> {
  const { memoryKiB, passes, lanes, saltBytes, hashBytes } = CURRENT.argon2id;
  const salt = randomBytes(saltBytes);
  const digest = await argon2id(password, salt, { memoryKiB, passes, lanes }, hashBytes);
  const parameters = `m=${memoryKiB.toString()},t=${passes.toString()},p=${lanes.toString()}`;
  return `$argon2id$v=19$${parameters}$${toBase64(salt)}$${toBase64(digest)}`;
}
