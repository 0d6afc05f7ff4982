/**
 * The only file that touches the platform: `globalThis.crypto` everywhere, and Node's own module where
 * it does the same work outside the event loop. Results are the same bytes either way.
 */

/** Hashes that PBKDF2 is asked for; WebCrypto has all but two of them. */
export type Pbkdf2Hash = "md5" | "sha1" | "sha224" | "sha256" | "sha384" | "sha512";

/** The part of `node:crypto` that is used. Declared here, since Node's types are kept out. */
interface NodeCrypto {
  pbkdf2(
    password: Uint8Array,
    salt: Uint8Array,
    iterations: number,
    length: number,
    digest: string,
    done: (error: Error | null, key: Uint8Array) => void,
  ): void;
  scrypt(
    password: Uint8Array,
    salt: Uint8Array,
    length: number,
    options: { N: number; r: number; p: number; maxmem: number },
    done: (error: Error | null, key: Uint8Array) => void,
  ): void;
  /** From Node 24.7. */
  argon2?(
    algorithm: "argon2id",
    parameters: {
      message: Uint8Array;
      nonce: Uint8Array;
      memory: number;
      passes: number;
      parallelism: number;
      tagLength: number;
    },
    done: (error: Error | null, tag: Uint8Array) => void,
  ): void;
}

/** Node's crypto module, or `undefined` in a browser; no bundler sees an import. */
export function nodeCrypto(): NodeCrypto | undefined {
  const { process } = globalThis as {
    process?: { getBuiltinModule?: (name: string) => unknown };
  };
  return process?.getBuiltinModule?.("node:crypto") as NodeCrypto | undefined;
}

/** A promise for the result of one of Node's functions. */
export function fromCallback(
  start: (done: (error: Error | null, result: Uint8Array) => void) => void,
): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    start((error, result) => {
      if (error === null) resolve(new Uint8Array(result));
      else reject(error);
    });
  });
}

const WEB_NAMES: Partial<Record<Pbkdf2Hash, string>> = {
  sha1: "SHA-1",
  sha256: "SHA-256",
  sha384: "SHA-384",
  sha512: "SHA-512",
};

/** Whether PBKDF2 with this hash runs natively here. */
export function hasNativePbkdf2(hash: Pbkdf2Hash): boolean {
  return hash in WEB_NAMES || nodeCrypto() !== undefined;
}

/** PBKDF2 (RFC 8018 §5.2), native: off the event loop in Node, off the main thread in browsers. */
export async function nativePbkdf2(
  hash: Pbkdf2Hash,
  password: Uint8Array,
  salt: Uint8Array,
  iterations: number,
  length: number,
): Promise<Uint8Array> {
  const node = nodeCrypto();
  if (node !== undefined) {
    return fromCallback((done) => {
      node.pbkdf2(password, salt, iterations, length, hash, done);
    });
  }
  const key = await crypto.subtle.importKey("raw", source(password), "PBKDF2", false, [
    "deriveBits",
  ]);
  const name = WEB_NAMES[hash] ?? "";
  const parameters = { name: "PBKDF2", hash: name, salt: source(salt), iterations };
  return new Uint8Array(await crypto.subtle.deriveBits(parameters, key, length * 8));
}

/** WebCrypto's types ask for memory that is not shared between threads; it copies what it is given. */
function source(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return bytes as Uint8Array<ArrayBuffer>;
}

/** Bytes from the system's cryptographic generator; 65,536 at most. */
export function randomBytes(length: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(length));
}

export function randomUuid(): string {
  return crypto.randomUUID();
}
