import { DerReader, TAG } from "./der.js";
import { isPctError, PctError } from "./errors.js";
import type { KeyKind } from "./errors.js";
import { detectForeign } from "./foreign.js";
import { MAX_KEY_FILE_BYTES } from "./limits.js";
import { parsePem } from "./pem.js";
import type { PemBlock } from "./pem.js";
import {
  parsePkcs1Private,
  parsePkcs1Public,
  parsePkcs8,
  parsePkcs8Ed25519,
  parseSpki,
} from "./rsa-der.js";
import type { RsaPrivateNumbers, RsaPublicNumbers } from "./rsa-der.js";
import { isSshLine, parseOpenSshPrivateKey, parseSshLine } from "./ssh.js";
import { decodeText } from "./text.js";

/** What a key file holds. The key is parsed, but not checked for use. */
export type KeyFile =
  | {
      readonly kind: "rsa-public";
      readonly numbers: RsaPublicNumbers;
      readonly isFromCertificate?: true;
    }
  | { readonly kind: "rsa-private"; readonly numbers: RsaPrivateNumbers }
  | { readonly kind: "ed25519-public"; readonly point: Uint8Array }
  /** `point` is `null` where the container does not state it. */
  | {
      readonly kind: "ed25519-private";
      readonly seed: Uint8Array;
      readonly point: Uint8Array | null;
    }
  /** A private key encrypted with a passphrase; has `pkcs8` if this package can decrypt it. */
  | {
      readonly kind: "locked-private";
      readonly container: "openssh" | "pkcs1" | "pkcs8";
      readonly pkcs8?: Uint8Array;
    }
  | { readonly kind: "age-recipient"; readonly recipient: string }
  | { readonly kind: "age-identities"; readonly identities: readonly string[] };

/**
 * Reads any key file: PEM or DER (SPKI, PKCS#1, PKCS#8, PBES2), OpenSSH PEM, an SSH line, or an age
 * recipient or identities.
 *
 * @throws {@link PctError} if the input holds no key, several, or a damaged one.
 */
export function parseKeyFile(input: string | Uint8Array): KeyFile {
  if (input.length > MAX_KEY_FILE_BYTES) throw new PctError("key-not-recognized");
  // Every RSA key is longer than 127 bytes, so its second octet is not ASCII and the input not text.
  if (typeof input !== "string" && input[0] === 0x30 && (input[1] ?? 0) > 0x80) {
    return parseDer(input);
  }
  const text = decodeText(input);
  try {
    return text.includes("-----BEGIN ") ? parsePemFile(text) : parseLines(text);
  } catch (error) {
    const foreign = detectForeign(input);
    throw foreign === null ? error : new PctError("key-unsupported", { kind: foreign });
  }
}

function parsePemFile(text: string): KeyFile {
  const blocks = parsePem(text).filter(({ label }) => !label.endsWith(" PARAMETERS"));
  const [first, second] = blocks;
  if (first === undefined) throw new PctError("key-not-recognized");
  if (second !== undefined || hasKeyOutside(text)) throw new PctError("key-several");
  return parsePemBlock(first);
}

/** Reads the key in one PEM block, of the kind that its label names. */
export function parsePemBlock({ label, bytes, hasHeaders }: PemBlock): KeyFile {
  switch (label) {
    case "PUBLIC KEY":
      return { kind: "rsa-public", numbers: parseSpki(bytes) };
    case "RSA PUBLIC KEY":
      return { kind: "rsa-public", numbers: parsePkcs1Public(bytes) };
    case "PRIVATE KEY":
      return parsePrivateKeyInfo(bytes);
    case "RSA PRIVATE KEY":
      if (hasHeaders) return { kind: "locked-private", container: "pkcs1" };
      return { kind: "rsa-private", numbers: parsePkcs1Private(bytes) };
    case "ENCRYPTED PRIVATE KEY":
      return { kind: "locked-private", container: "pkcs8", pkcs8: bytes };
    case "OPENSSH PRIVATE KEY":
      return parseOpenSsh(bytes);
    default: {
      const kind = UNSUPPORTED_LABELS[label];
      if (kind === undefined) throw new PctError("key-not-recognized");
      throw new PctError("key-unsupported", { kind });
    }
  }
}

/** A key of SSH, also behind the options of `authorized_keys`, or one of age. */
const KEY_LINE = /(?:^|\s)(?:(?:ssh|ecdsa|sk)-\S+\s+AAAA|age1[\da-z]{20}|AGE-SECRET-KEY-)/i;

/** Whether a key of one line lies beside the blocks. Other text does, as RFC 7468 §2 allows. */
function hasKeyOutside(text: string): boolean {
  // The blocks have been parsed, so each BEGIN has its END, and this scans the text once.
  const outside = text.replace(/-----BEGIN [A-Z0-9 ]+-----.*?-----END [A-Z0-9 ]+-----/gs, "\n");
  return contentLines(outside).some((line) => KEY_LINE.test(line));
}

const UNSUPPORTED_LABELS: Readonly<Record<string, KeyKind>> = Object.freeze({
  CERTIFICATE: "certificate",
  "TRUSTED CERTIFICATE": "certificate",
  "EC PRIVATE KEY": "ec",
  "DSA PRIVATE KEY": "dsa",
});

function parsePrivateKeyInfo(bytes: Uint8Array): KeyFile {
  const seed = parsePkcs8Ed25519(bytes);
  return seed === null
    ? { kind: "rsa-private", numbers: parsePkcs8(bytes) }
    : { kind: "ed25519-private", seed, point: null };
}

/** Reads an OpenSSH container. */
export function parseOpenSsh(bytes: Uint8Array): KeyFile {
  try {
    const key = parseOpenSshPrivateKey(bytes);
    return key.type === "ssh-rsa"
      ? { kind: "rsa-private", numbers: key.numbers }
      : { kind: "ed25519-private", seed: key.seed, point: key.point };
  } catch (error) {
    if (isPctError(error) && error.code === "key-encryption-unsupported") {
      return { kind: "locked-private", container: "openssh" };
    }
    throw error;
  }
}

/** Lines without blank ones and comments. */
function contentLines(text: string): string[] {
  const lines = text.split(/\r\n|\r|\n/).map((line) => line.trim());
  return lines.filter((line) => line !== "" && !line.startsWith("#"));
}

function parseLines(text: string): KeyFile {
  const content = contentLines(text);
  const identities = content.filter((line) => line.startsWith("AGE-SECRET-KEY-"));
  if (identities.length > 0 && identities.length === content.length) {
    return { kind: "age-identities", identities };
  }
  if (content.filter((line) => KEY_LINE.test(line)).length > 1) throw new PctError("key-several");
  const [line, ...more] = content;
  const isKey = (text: string): boolean => isSshLine(text) || text.startsWith("age1");
  if (line === undefined || !isKey(line)) throw new PctError("key-not-recognized");
  if (more.length > 0) throw new PctError(more.every(isKey) ? "key-several" : "key-not-recognized");
  if (line.startsWith("age1")) return { kind: "age-recipient", recipient: line };
  const key = parseSshLine(line);
  return key.type === "ssh-rsa"
    ? { kind: "rsa-public", numbers: key.numbers }
    : { kind: "ed25519-public", point: key.point };
}

/** Reads a key in DER: its first two values tell the container. */
export function parseDer(bytes: Uint8Array): KeyFile {
  const outer = new DerReader(bytes);
  const content = outer.sequence();
  const first = content.nextTag;
  if (first !== TAG.integer && first !== TAG.sequence) throw new PctError("key-not-recognized");
  content.read(first);
  if (first === TAG.sequence) {
    switch (content.nextTag) {
      case TAG.bitString:
        return { kind: "rsa-public", numbers: parseSpki(bytes) };
      case TAG.octetString:
        return { kind: "locked-private", container: "pkcs8", pkcs8: bytes };
      case TAG.sequence:
        throw new PctError("key-unsupported", { kind: "certificate" });
      default:
        throw new PctError("key-not-recognized");
    }
  }
  if (content.nextTag === TAG.sequence) return parsePrivateKeyInfo(bytes);
  content.read(TAG.integer);
  return content.done
    ? { kind: "rsa-public", numbers: parsePkcs1Public(bytes) }
    : { kind: "rsa-private", numbers: parsePkcs1Private(bytes) };
}
