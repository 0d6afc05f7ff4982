import { files } from "virtual:vectors";

import { importPrivateKey } from "@pct/core";
import type { PrivateKey } from "@pct/core";

/**
 * The vectors as typed data. The tests hold for any set of this shape: they take keys and files from the
 * data.
 */

export interface KeyVector {
  readonly id: string;
  readonly bits: number;
  readonly publicExponent: number;
  readonly maxSecretBytes: number;
  readonly public: string;
  readonly private: string;
  readonly sshPublic: string;
  readonly sshFingerprintSha256: string;
  readonly spkiSha256: string;
  readonly ageStanzaTag: string;
  readonly privatePkcs1?: string;
  readonly publicPkcs1?: string;
  readonly privateDer?: string;
  readonly publicDer?: string;
  readonly privatePkcs1Encrypted?: LockedVector;
  readonly openssh?: string;
  readonly opensshEncrypted?: readonly LockedVector[];
  readonly pbes2?: readonly Pbes2Vector[];
  readonly pemVariants?: readonly PemVariant[];
}

interface LockedVector {
  readonly file: string;
  readonly passphrase: string;
}

interface Pbes2Vector extends LockedVector {
  readonly wrongPassphrase: string;
  readonly openssl: string;
  readonly support: string;
}

interface PemVariant {
  readonly name: string;
  readonly base64: string;
  readonly expect: string;
}

export interface IdentityVector {
  readonly recipient: string;
  readonly identity?: string;
  readonly identityFile?: string;
  readonly passphrase?: string;
}

export interface AgeFileVector {
  readonly name: string;
  readonly file: string;
  readonly armored: boolean;
  readonly recipients: readonly string[];
  readonly expect: string;
  readonly plaintextBytes: number;
  readonly plaintextSha256: string;
  readonly passphrase?: string;
}

export type Operation =
  | readonly ["truncate", number]
  | readonly ["xor", number, number]
  | readonly ["append", string]
  | readonly ["cut", number, number]
  | readonly ["insert-copy", number, number, number];

/** Decodes base64 with the platform, not with the code under test. */
export function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
}

export function fromHex(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** SHA-256 in hex, by the platform. */
export async function sha256Hex(bytes: Uint8Array): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", bytes as Uint8Array<ArrayBuffer>);
  return toHex(new Uint8Array(digest));
}

/** One of the vector files. */
export function file(name: string): Uint8Array {
  const base64 = files[name];
  if (base64 === undefined) throw new Error(`no vector file ${name}`);
  return fromBase64(base64);
}

/** All vector files, by the names that {@link file} takes. */
export const fileNames: readonly string[] = Object.keys(files);

export function text(name: string): string {
  return new TextDecoder().decode(file(name));
}

function json(name: string): unknown {
  return JSON.parse(text(name));
}

export const { keys, wrongKinds } = json("classic/keys.json") as {
  readonly keys: readonly KeyVector[];
  readonly wrongKinds: Readonly<
    Record<string, { readonly public: string; readonly private?: string; readonly expect: string }>
  >;
};

export const { vectors: decryptOk } = json("classic/decrypt_ok.json") as {
  readonly vectors: readonly {
    readonly id: string;
    readonly key: string;
    readonly ciphertext: string;
    readonly secretHex: string;
  }[];
};

export const { secretText, vectors: fileVariants } = json("classic/file_variants.json") as {
  readonly secretText: string;
  readonly vectors: readonly {
    readonly name: string;
    readonly key: string;
    readonly fileBase64: string;
    readonly expect: string;
  }[];
};

export const { vectors: encryptLimits } = json("classic/encrypt_limits.json") as {
  readonly vectors: readonly {
    readonly key: string;
    readonly bytes?: number;
    readonly text?: string;
    readonly expect: string;
  }[];
};

export const publicKeys = json("classic/public_keys.json") as {
  readonly key: string;
  readonly variants: readonly {
    readonly name: string;
    readonly text: string;
    readonly expect: string;
  }[];
  readonly hostile: readonly {
    readonly name: string;
    readonly public: string;
    readonly why: string;
    readonly expect: string;
  }[];
};

export const manifest = json("age/manifest.json") as {
  readonly identities: Readonly<Record<string, IdentityVector>>;
  readonly files: readonly AgeFileVector[];
  readonly scryptWrongPassphrase: { readonly file: string; readonly passphrase: string };
};

export const damaged = json("age/damaged.json") as {
  readonly vectors: readonly {
    readonly name: string;
    readonly fileBase64: string;
    readonly identity: string;
    readonly expect: string;
    readonly plaintextSha256?: string;
  }[];
  readonly recipes: readonly {
    readonly name: string;
    readonly file: string;
    readonly operations: readonly Operation[];
    readonly identity: string;
    readonly expect: string;
    readonly resultSha256: string;
    readonly ageReleasedPlaintextBytes: number;
  }[];
  readonly badRecipients: readonly {
    readonly name?: string;
    readonly recipient: string;
    readonly expect: string;
  }[];
};

export function keyVector(id: string): KeyVector {
  const found = keys.find((key) => key.id === id);
  if (found === undefined) throw new Error(`no vector key ${id}`);
  return found;
}

/** Keys that we may encrypt to, the shortest and fastest first. */
export const usableKeys: readonly KeyVector[] = keys
  .filter(({ bits, publicExponent }) => bits >= 2048 && publicExponent >= 65537)
  .sort((a, b) => a.bits - b.bits);

/** Keys that may decrypt, which includes short public exponents. */
export const readableKeys: readonly KeyVector[] = keys.filter(({ bits }) => bits >= 2048);

/** The fastest key, for tests that work with any key. */
export const anyKey: KeyVector = first(usableKeys);

export function first<T>(list: readonly T[]): T {
  const [item] = list;
  if (item === undefined) throw new Error("the vectors have none of these");
  return item;
}

const loaded = new Map<string, Promise<PrivateKey>>();

/** The private key of a vector, imported once for each test file. */
export function privateKey(id: string): Promise<PrivateKey> {
  const key = loaded.get(id) ?? importPrivateKey(file(keyVector(id).private));
  loaded.set(id, key);
  return key;
}

/** The text of an identity. */
export function identityText(id: string): string {
  const { identity, identityFile } = identityVector(id);
  return identity ?? text(identityFile ?? "");
}

export function identityVector(id: string): IdentityVector {
  const found = manifest.identities[id];
  if (found === undefined) throw new Error(`no vector identity ${id}`);
  return found;
}

/** The native age identities (`AGE-SECRET-KEY-1…`) of the vectors. */
export const ageIdentities: readonly Required<Pick<IdentityVector, "recipient" | "identity">>[] =
  Object.values(manifest.identities).flatMap(({ recipient, identity }) =>
    identity === undefined ? [] : [{ recipient, identity }],
  );

/** Applies the recipe of a damaged file. */
export function damage(original: Uint8Array, operations: readonly Operation[]): Uint8Array {
  let bytes = [...original];
  for (const operation of operations) {
    switch (operation[0]) {
      case "truncate":
        bytes = bytes.slice(0, operation[1]);
        break;
      case "xor":
        bytes[operation[1]] = (bytes[operation[1]] ?? 0) ^ operation[2];
        break;
      case "append":
        bytes.push(...fromHex(operation[1]));
        break;
      case "cut":
        bytes.splice(operation[1], operation[2] - operation[1]);
        break;
      case "insert-copy":
        bytes.splice(operation[3], 0, ...bytes.slice(operation[1], operation[2]));
        break;
    }
  }
  return Uint8Array.from(bytes);
}
