import { base64 } from "@scure/base";

import { decodeBase64 } from "./base64.js";
import { bigintToSignedBytes, bytesToBigint } from "./der.js";
import { PctError } from "./errors.js";
import type { KeyKind } from "./errors.js";
import type { RsaPrivateNumbers, RsaPublicNumbers } from "./rsa-der.js";
import { concat, equalBytes, utf8 } from "./text.js";

/** OpenSSH's key files: the public key line (RFC 4253 §6.6) and the private container. */

export type SshPublicKey =
  | { readonly type: "ssh-rsa"; readonly numbers: RsaPublicNumbers }
  | { readonly type: "ssh-ed25519"; readonly point: Uint8Array };

export type SshPrivateKey =
  | { readonly type: "ssh-rsa"; readonly numbers: RsaPrivateNumbers }
  | { readonly type: "ssh-ed25519"; readonly seed: Uint8Array; readonly point: Uint8Array };

/** Reads SSH wire values (RFC 4251 §5). */
class WireReader {
  readonly #view: DataView;
  readonly #bytes: Uint8Array;
  #offset = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get rest(): Uint8Array {
    return this.#bytes.subarray(this.#offset);
  }

  uint32(): number {
    if (this.#offset + 4 > this.#bytes.length) throw new PctError("key-damaged");
    const value = this.#view.getUint32(this.#offset);
    this.#offset += 4;
    return value;
  }

  string(): Uint8Array {
    const length = this.uint32();
    if (this.#offset + length > this.#bytes.length) throw new PctError("key-damaged");
    return this.#bytes.subarray(this.#offset, (this.#offset += length));
  }

  text(): string {
    return String.fromCharCode(...this.string().subarray(0, 64));
  }

  mpint(): bigint {
    const bytes = this.string();
    const [first = 0, second = 0] = bytes;
    const padded = first === 0 && (bytes.length === 1 || second < 0x80);
    if (bytes.length > 0 && (first >= 0x80 || padded)) throw new PctError("key-damaged");
    return bytesToBigint(bytes);
  }

  end(): void {
    if (this.rest.length > 0) throw new PctError("key-damaged");
  }
}

function wireString(bytes: Uint8Array): Uint8Array {
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, bytes.length);
  return concat(length, bytes);
}

/** A public key in SSH wire format, which fingerprints and age's key tags are hashes of. */
export function encodeSshPublicKey(key: SshPublicKey): Uint8Array {
  return key.type === "ssh-rsa"
    ? concat(
        wireString(utf8("ssh-rsa")),
        wireString(bigintToSignedBytes(key.numbers.e)),
        wireString(bigintToSignedBytes(key.numbers.n)),
      )
    : concat(wireString(utf8("ssh-ed25519")), wireString(key.point));
}

/** The line that `ssh-keygen -y` prints. */
export function encodeSshLine(key: SshPublicKey): string {
  return `${key.type} ${base64.encode(encodeSshPublicKey(key))}`;
}

/** The key type and the base64 text of a line. */
const LINE =
  /^(ssh-[a-z0-9-]+(?:@[a-z.]+)?|ecdsa-sha2-[a-z0-9-]+(?:@[a-z.]+)?|sk-[a-z0-9-]+@[a-z.]+)[ \t]+(\S+)/;

/** Whether a line of text looks like an SSH public key. */
export function isSshLine(line: string): boolean {
  return LINE.test(line);
}

/** Parses one line of a `.pub` or `authorized_keys` file, without options. */
export function parseSshLine(line: string): SshPublicKey {
  const [, type = "", text = ""] = LINE.exec(line) ?? [];
  const kind = lineKind(type);
  if (kind !== null) throw new PctError("key-unsupported", { kind });
  const wire = decodeBase64(text);
  if (wire === null) throw new PctError("key-damaged");
  return parseSshPublicKey(wire, type);
}

function lineKind(type: string): KeyKind | null {
  if (type === "ssh-rsa" || type === "ssh-ed25519") return null;
  if (type.includes("-cert-")) return "certificate";
  if (type.startsWith("sk-")) return "security-key";
  if (type.startsWith("ecdsa-")) return "ec";
  return type === "ssh-dss" ? "dsa" : "other";
}

function parseSshPublicKey(wire: Uint8Array, expectedType: string): SshPublicKey {
  const reader = new WireReader(wire);
  const type = reader.text();
  if (type !== expectedType) throw new PctError("key-damaged");
  let key: SshPublicKey;
  if (type === "ssh-rsa") {
    const e = reader.mpint();
    key = { type, numbers: { n: reader.mpint(), e } };
  } else if (type === "ssh-ed25519") {
    const point = reader.string();
    if (point.length !== 32) throw new PctError("key-damaged");
    key = { type, point };
  } else {
    throw new PctError("key-unsupported", { kind: lineKind(type) ?? "other" });
  }
  reader.end();
  return key;
}

const OPENSSH_MAGIC = /* @__PURE__ */ utf8("openssh-key-v1\0");

/**
 * Parses the content of an `OPENSSH PRIVATE KEY` block (PROTOCOL.key of OpenSSH). Refuses an encrypted
 * block: this package has no bcrypt, and `ssh-keygen -p` removes the passphrase.
 */
export function parseOpenSshPrivateKey(bytes: Uint8Array): SshPrivateKey {
  if (!equalBytes(bytes.subarray(0, OPENSSH_MAGIC.length), OPENSSH_MAGIC)) {
    throw new PctError("key-damaged");
  }
  const outer = new WireReader(bytes.subarray(OPENSSH_MAGIC.length));
  const cipher = outer.text();
  outer.string(); // kdf
  outer.string(); // kdf options
  if (outer.uint32() !== 1) throw new PctError("key-several");
  const publicWire = outer.string();
  if (cipher !== "none") {
    throw new PctError("key-encryption-unsupported", { container: "openssh" });
  }
  const inner = new WireReader(outer.string());
  outer.end();
  if (inner.uint32() !== inner.uint32()) throw new PctError("key-damaged");
  const key = parsePrivateFields(inner);
  inner.string(); // comment
  if (!inner.rest.every((byte, i) => byte === i + 1)) throw new PctError("key-damaged");
  if (!equalBytes(encodeSshPublicKey(key), publicWire)) throw new PctError("key-damaged");
  return key;
}

function parsePrivateFields(reader: WireReader): SshPrivateKey {
  const type = reader.text();
  if (type === "ssh-rsa") {
    const [n, e, d] = [reader.mpint(), reader.mpint(), reader.mpint()];
    reader.mpint(); // q⁻¹ mod p, which is recomputed
    return { type, numbers: { n, e, d, p: reader.mpint(), q: reader.mpint() } };
  }
  if (type === "ssh-ed25519") {
    const point = reader.string();
    const pair = reader.string();
    if (point.length !== 32 || pair.length !== 64 || !equalBytes(pair.subarray(32), point)) {
      throw new PctError("key-damaged");
    }
    return { type, seed: pair.subarray(0, 32), point };
  }
  throw new PctError("key-unsupported", { kind: lineKind(type) ?? "other" });
}
