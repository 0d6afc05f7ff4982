/**
 * The only file that uses the platform: `globalThis.crypto` everywhere, and native code that Node runs off
 * the event loop. Both give the same bytes.
 */

/** Hashes of PBKDF2. WebCrypto supports all but MD5 and SHA-224. */
export type Pbkdf2Hash = "md5" | "sha1" | "sha224" | "sha256" | "sha384" | "sha512";

/** The part of `node:crypto` that is used. Declared here, because the package compiles without Node's types. */
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
  /** Since Node 24.7. */
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

/** The part of `@node-rs/argon2` that is used, for versions of Node without argon2. */
interface NodeRsArgon2 {
  hashRaw(
    password: Uint8Array,
    options: {
      salt: Uint8Array;
      memoryCost: number;
      timeCost: number;
      parallelism: number;
      outputLen: number;
      algorithm: number;
      version: number;
    },
  ): Promise<Uint8Array>;
}

/** Node's crypto module, or `undefined` in a browser. Not an import, which bundlers would follow. */
function nodeCrypto(): NodeCrypto | undefined {
  const { process } = globalThis as {
    process?: { getBuiltinModule?: (name: string) => unknown };
  };
  return process?.getBuiltinModule?.("node:crypto") as NodeCrypto | undefined;
}

/** Converts one of Node's callback functions to a promise. */
function fromCallback(
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

/** Whether the platform has native PBKDF2 with this hash. */
export function hasNativePbkdf2(hash: Pbkdf2Hash): boolean {
  return hash in WEB_NAMES || nodeCrypto() !== undefined;
}

/** Native PBKDF2 (RFC 8018 §5.2): off the event loop in Node, off the main thread in browsers. */
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

/** WebCrypto's types exclude memory that is shared between threads; the engines copy their inputs. */
function source(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return bytes as Uint8Array<ArrayBuffer>;
}

/** Parameters of scrypt, by their names in RFC 7914. */
export interface ScryptParameters {
  readonly N: number;
  readonly r: number;
  readonly p: number;
}

/** scrypt by Node, off the event loop; `undefined` without Node. */
export async function nativeScrypt(
  password: Uint8Array,
  salt: Uint8Array,
  { N, r, p }: ScryptParameters,
  length: number,
): Promise<Uint8Array | undefined> {
  const node = nodeCrypto();
  if (node === undefined) return undefined;
  // The main table, and little beside it; the caller has checked the limits.
  const maxmem = 128 * N * r + 128 * r * p + 2 ** 20;
  return fromCallback((done) => {
    node.scrypt(password, salt, length, { N, r, p, maxmem }, done);
  });
}

/** Parameters of argon2 (RFC 9106 §3.1). */
export interface Argon2Parameters {
  readonly memoryKiB: number;
  readonly passes: number;
  readonly lanes: number;
}

/**
 * argon2id off the event loop, by Node since 24.7 and otherwise by `@node-rs/argon2`; `undefined` without
 * either.
 */
export async function nativeArgon2id(
  password: Uint8Array,
  salt: Uint8Array,
  { memoryKiB, passes, lanes }: Argon2Parameters,
  length: number,
): Promise<Uint8Array | undefined> {
  const node = nodeCrypto();
  if (node === undefined) return undefined;
  if (node.argon2 !== undefined) {
    const parameters = {
      message: password,
      nonce: salt,
      memory: memoryKiB,
      passes,
      parallelism: lanes,
      tagLength: length,
    };
    return fromCallback((done) => {
      node.argon2?.("argon2id", parameters, done);
    });
  }
  nodeRsArgon2 ??= importNodeRsArgon2();
  const module = await nodeRsArgon2;
  if (module === undefined) return undefined;
  const tag = await module.hashRaw(password, {
    salt,
    memoryCost: memoryKiB,
    timeCost: passes,
    parallelism: lanes,
    outputLen: length,
    ...NODE_RS_ARGON2ID,
  });
  return new Uint8Array(tag);
}

/** Constants of `@node-rs/argon2` for argon2id and version 19. */
const NODE_RS_ARGON2ID = { algorithm: 2, version: 1 };

let nodeRsArgon2: Promise<NodeRsArgon2 | undefined> | undefined;

/** The optional dependency, or `undefined` if it, or its binary for this platform, is not installed. */
async function importNodeRsArgon2(): Promise<NodeRsArgon2 | undefined> {
  // The variable and the comments keep bundlers from following the import in builds for browsers.
  const name = "@node-rs/argon2";
  try {
    return (await import(
      /* webpackIgnore: true */ /* turbopackIgnore: true */ /* @vite-ignore */ name
    )) as NodeRsArgon2;
  } catch (error) {
    if (isNotInstalled(error)) return undefined;
    throw error;
  }
}

function isNotInstalled(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as { code?: unknown };
  // A missing binary has no code.
  return (
    code === "ERR_MODULE_NOT_FOUND" ||
    code === "MODULE_NOT_FOUND" ||
    error.message.startsWith("Cannot find native binding")
  );
}

/** Whether WebAssembly runs: a Content-Security-Policy or a hardened browser can forbid it. */
export function hasWebAssembly(): boolean {
  if (typeof WebAssembly === "undefined") return false;
  try {
    // The shortest module: magic number and version.
    new WebAssembly.Module(Uint8Array.of(0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0));
    return true;
  } catch (error) {
    if (error instanceof WebAssembly.CompileError) return false;
    throw error;
  }
}

/** Random bytes from the system's cryptographic generator; 65,536 at most. */
export function randomBytes(length: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(length));
}

export function randomUuid(): string {
  return crypto.randomUUID();
}
