import { hasWebAssembly, nativeArgon2id, nativeScrypt } from "./webcrypto.js";
import type { Argon2Parameters, ScryptParameters } from "./webcrypto.js";

/**
 * argon2id and scrypt with the fastest available implementation: native code off the event loop, or
 * WebAssembly, which blocks its thread, or JavaScript. The last two are loaded on first use.
 */

/** argon2id (RFC 9106), version 19. */
export async function argon2id(
  password: Uint8Array,
  salt: Uint8Array,
  parameters: Argon2Parameters,
  length: number,
): Promise<Uint8Array> {
  const native = await nativeArgon2id(password, salt, parameters, length);
  if (native !== undefined) return native;
  const { memoryKiB, passes, lanes } = parameters;
  // hash-wasm refuses an empty password, but stored hashes of one must verify.
  if (password.length === 0 || !hasWebAssembly()) {
    const { argon2idAsync } = await import("@noble/hashes/argon2.js");
    return argon2idAsync(password, salt, { t: passes, m: memoryKiB, p: lanes, dkLen: length });
  }
  const { argon2id: inWebAssembly } = await import("hash-wasm");
  return inWebAssembly({
    password,
    salt,
    iterations: passes,
    parallelism: lanes,
    memorySize: memoryKiB,
    hashLength: length,
    outputType: "binary",
  });
}

/** scrypt (RFC 7914). */
export async function scrypt(
  password: Uint8Array,
  salt: Uint8Array,
  parameters: ScryptParameters,
  length: number,
): Promise<Uint8Array> {
  const native = await nativeScrypt(password, salt, parameters, length);
  if (native !== undefined) return native;
  const { N, r, p } = parameters;
  if (!hasWebAssembly()) {
    const { scryptAsync } = await import("@noble/hashes/scrypt.js");
    return scryptAsync(password, salt, { N, r, p, dkLen: length });
  }
  const { scrypt: inWebAssembly } = await import("hash-wasm");
  return inWebAssembly({
    password,
    salt,
    costFactor: N,
    blockSize: r,
    parallelism: p,
    hashLength: length,
    outputType: "binary",
  });
}
