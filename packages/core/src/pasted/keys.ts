import { base64, bech32 } from "@scure/base";

import { detectAge } from "../age/detect.js";
import { parseCertificateKey } from "../certificate.js";
import { isPctError, PctError } from "../errors.js";
import type { AnyPctError } from "../errors.js";
import { detectForeign } from "../foreign.js";
import { parseJwks } from "../jwk.js";
import { parseDer, parseOpenSsh, parsePemBlock } from "../key-file.js";
import type { KeyFile } from "../key-file.js";
import { MAX_KEY_FILE_BYTES } from "../limits.js";
import { encodePem } from "../pem.js";
import { encodePkcs8, encodeSpki } from "../rsa-der.js";
import { encodeSshLine, parseSshLine } from "../ssh.js";
import type { SshPublicKey } from "../ssh.js";
import { decodeText, equalBytes, utf8 } from "../text.js";
import { dataRuns, decodeLoosely, isDataLine } from "./base64-forms.js";
import { findCiphertext } from "./ciphertext.js";
import { readings } from "./readings.js";

/** Finds the keys in what people paste: files of several keys, mails, tables, other containers. */

/** One key that was found. */
export interface FoundKey {
  /** Whether it encrypts or decrypts. */
  readonly half: "public" | "private";
  /** The key by itself: `encrypt` takes a public one as a recipient, `decrypt` a private one as an identity. */
  readonly text: string;
  /** Line of the input on which it begins, from 1; `null` where the text had to be unwrapped first. */
  readonly line: number | null;
  /** The key comes from an X.509 certificate, of which nothing else was read or checked. */
  readonly isFromCertificate: boolean;
}

/** One key that was found and can't be used. */
export interface UnusableKey {
  readonly line: number | null;
  readonly error: AnyPctError;
}

/** What {@link findKeys} found. */
export interface FoundKeys {
  /** At least one; each key once. */
  readonly keys: readonly FoundKey[];
  readonly unusable: readonly UnusableKey[];
}

/**
 * Finds all keys in a text: recipients files of age, a code host's list of keys, `authorized_keys` with
 * options, identity files, PEM under any label, X.509 certificates (only their key is read), JWK; in
 * mail quoting, HTML, JSON, YAML, escaped or on one line. Comment lines (`#`) are ignored.
 *
 * Finding a key says nothing about its safety: `encrypt` and `importPublicKey` check it.
 *
 * @throws {@link PctError} if no key can be used: `key-unsupported`, `key-damaged` or
 * `key-not-recognized`.
 *
 * @example
 * ```ts
 * import { encrypt } from "@pct/core/age";
 * import { findKeys } from "@pct/core/pasted";
 * import { readFile } from "node:fs/promises";
 *
 * const { keys, unusable } = findKeys(await readFile("authorized_keys"));
 * for (const { line, error } of unusable) console.warn(`line ${line}: ${error.code}`);
 * const recipients = keys.map(({ text }) => text);
 * const sealed = await encrypt(new TextEncoder().encode("secret"), { recipients });
 * ```
 */
export function findKeys(input: string | Uint8Array): FoundKeys {
  if (input.length > MAX_KEY_FILE_BYTES) throw new PctError("key-not-recognized");
  if (typeof input !== "string" && input[0] === 0x30 && (input[1] ?? 0) > 0x80) {
    return { keys: [describe(parseDerFile(input), null)], unusable: [] };
  }
  if (detectAge(input) !== null) throw new PctError("key-unsupported", { kind: "encrypted-file" });
  const text = decodeText(input);
  if (detectForeign(text) === "service-account") {
    throw new PctError("key-unsupported", { kind: "service-account" });
  }
  let partial: FoundKeys | undefined;
  let isFirst = true;
  for (const reading of readings(text)) {
    const found = readKeys(reading, isFirst);
    if (found.keys.length > 0 && !found.unusable.some(isDamaged)) return found;
    if (found.keys.length > 0 || found.unusable.length > 0) partial ??= found;
    isFirst = false;
  }
  if (partial !== undefined && partial.keys.length > 0) return partial;
  if (holdsCiphertext(text)) throw new PctError("key-unsupported", { kind: "encrypted-file" });
  const [unusable] = partial?.unusable ?? [];
  if (unusable !== undefined) throw unusable.error;
  const foreign = detectForeign(input);
  if (foreign !== null) throw new PctError("key-unsupported", { kind: foreign });
  const key = bareKey(text);
  if (key === null) throw new PctError("key-not-recognized");
  return { keys: [key], unusable: [] };
}

function holdsCiphertext(text: string): boolean {
  try {
    return findCiphertext(text) !== null;
  } catch {
    // There are several.
    return true;
  }
}

function isDamaged({ error }: UnusableKey): boolean {
  return error.code === "key-damaged";
}

/** A key, and the text of its container where the numbers alone are not enough. */
interface Parsed {
  readonly file: KeyFile;
  readonly container?: string;
}

function describe({ file, container = "" }: Parsed, line: number | null): FoundKey {
  const isFromCertificate = file.kind === "rsa-public" && file.isFromCertificate === true;
  return { ...halfAndText(file, container), line, isFromCertificate };
}

function halfAndText(file: KeyFile, container: string): Pick<FoundKey, "half" | "text"> {
  switch (file.kind) {
    case "rsa-public": {
      const { n, e } = file.numbers;
      if (n <= 0n || e < 0n) throw new PctError("key-damaged");
      return { half: "public", text: encodePem("PUBLIC KEY", encodeSpki(file.numbers)) };
    }
    case "ed25519-public":
      return { half: "public", text: encodeSshLine({ type: "ssh-ed25519", point: file.point }) };
    case "age-recipient":
      return { half: "public", text: file.recipient };
    case "rsa-private":
      return { half: "private", text: encodePem("PRIVATE KEY", encodePkcs8(file.numbers)) };
    case "age-identities":
      return { half: "private", text: file.identities.join("\n") };
    case "ed25519-private":
    case "locked-private":
      return { half: "private", text: container };
  }
}

/** Collects keys and failures in the order of their lines, each key once. */
class Collector {
  readonly #keys = new Map<string, FoundKey & { readonly at: number }>();
  readonly #unusable: (UnusableKey & { readonly at: number })[] = [];
  readonly #hasLines: boolean;

  constructor(hasLines: boolean) {
    this.#hasLines = hasLines;
  }

  add(at: number, parse: () => Parsed): void {
    const line = this.#hasLines ? at : null;
    try {
      const key = describe(parse(), line);
      if (!this.#keys.has(key.text)) this.#keys.set(key.text, { ...key, at });
    } catch (error) {
      if (!isPctError(error)) throw error;
      this.#unusable.push({ line, error, at });
    }
  }

  get result(): FoundKeys {
    const byPlace = (a: { at: number }, b: { at: number }): number => a.at - b.at;
    return {
      keys: [...this.#keys.values()]
        .sort(byPlace)
        .map(({ half, text, line, isFromCertificate }) => {
          return { half, text, line, isFromCertificate };
        }),
      unusable: [...this.#unusable].sort(byPlace).map(({ line, error }) => ({ line, error })),
    };
  }
}

/** A PEM block with any number of dashes, in any case; its end may be missing or name another label. */
const BLOCK =
  /-{1,10} ?BEGIN ([A-Z0-9 ]{1,80}?) ?-{1,10}([^]*?)(?:-{1,10} ?END [A-Z0-9 ]{1,80}-{1,10}|(?=-{1,10} ?BEGIN )|$)/gi;
/** Labels whose content is no key. */
const NO_KEY = /PARAMETERS$|REQUEST$|^PGP |^AGE |^CMS$|^PKCS7$|CRL$|^SSH2 /;

function readKeys(text: string, hasLines: boolean): FoundKeys {
  const collector = new Collector(hasLines);
  let line = 1;
  let counted = 0;
  const rest = text.replace(BLOCK, (block, label: string, body: string, at: number) => {
    line += countLineEnds(text, counted, at);
    counted = at;
    const name = label.toUpperCase();
    if (!NO_KEY.test(name)) collector.add(line, () => parseBlock(name, block, body));
    return block.replace(/[^\n]+/g, "");
  });
  for (const parse of parseJwks(rest)) collector.add(1, () => ({ file: parse() }));
  const lines = rest.split("\n");
  lines.forEach((line, i) => {
    if (line.trimStart().startsWith("#")) return;
    for (const parse of keysInLine(line, lines.slice(i + 1, i + 1 + CONTINUATIONS))) {
      collector.add(i + 1, () => ({ file: parse() }));
    }
  });
  return collector.result;
}

function countLineEnds(text: string, from: number, to: number): number {
  let count = 0;
  for (let i = text.indexOf("\n", from); i !== -1 && i < to; i = text.indexOf("\n", i + 1)) count++;
  return count;
}

/** Lines over which a mail program may break the line of a key. */
const CONTINUATIONS = 24;

const SSH_KEY =
  /(?:^|[\s"'`,;:=<>()+])((?:ssh-[a-z0-9-]+(?:@[a-z.]+)?|ecdsa-sha2-[a-z0-9-]+(?:@[a-z.]+)?|sk-[a-z0-9-]+@[a-z.]+)[ \t]+AAAA[A-Za-z0-9+/]*={0,2})/;
const AGE_KEY =
  /(?<![A-Za-z0-9-])(?:AGE-(?:SECRET-KEY|PLUGIN)-[A-Z0-9-]*1[A-Z0-9]{6,}|age1[a-z0-9]{4,}|AGE1[A-Z0-9]{4,})/g;

/** How to read each key in a line: one SSH key, also broken over the next lines, or keys of age. */
function keysInLine(line: string, next: readonly string[]): (() => KeyFile)[] {
  const ssh = SSH_KEY.exec(line)?.[1];
  if (ssh !== undefined) return [() => parseBrokenSshLine(ssh, line.endsWith(ssh) ? next : [])];
  return (line.match(AGE_KEY) ?? []).map((text) => () => parseAgeKey(text));
}

function parseBrokenSshLine(line: string, next: readonly string[]): KeyFile {
  let joined = line;
  let isEnd = false;
  for (let i = 0; ; i++) {
    try {
      return toKeyFile(parseSshLine(joined));
    } catch (error) {
      const rest = (next[i] ?? "").trim();
      const [continuation = ""] = rest.split(/\s/, 1);
      if (isEnd || !isDataLine(continuation)) throw error;
      joined += continuation;
      // The comment follows on the last line.
      isEnd = continuation !== rest;
    }
  }
}

function toKeyFile(key: SshPublicKey): KeyFile {
  return key.type === "ssh-rsa"
    ? { kind: "rsa-public", numbers: key.numbers }
    : { kind: "ed25519-public", point: key.point };
}

function parseAgeKey(text: string): KeyFile {
  if (text.startsWith("AGE-SECRET-KEY-")) {
    if (!isBech32(text)) throw new PctError("identity-not-recognized");
    return { kind: "age-identities", identities: [text] };
  }
  const isPlugin = /^AGE-PLUGIN-|^age1(?:yubikey|tag|tpm|se|fido2)1?/i.test(text);
  if (isPlugin) throw new PctError("key-unsupported", { kind: "plugin" });
  if (!isBech32(text)) throw new PctError("recipient-not-recognized");
  return { kind: "age-recipient", recipient: text.toLowerCase() };
}

/** Whether the checksum is right (BIP 173), so that a mistyped key is found in its own file. */
function isBech32(text: string): boolean {
  return bech32.decodeUnsafe(text, false) !== undefined;
}

/** Other headers, which end with an empty line (RFC 1421 §4.4). */
const HEADERS = /^\s*(?:[A-Za-z][A-Za-z0-9-]{0,40}:[^\n]*\n)+[ \t]*\n/;

function parseBlock(label: string, block: string, body: string): Parsed {
  // RFC 1421 headers, as in keys that old versions of openssl encrypt.
  if (/^\s*(?:Proc-Type|DEK-Info):/m.test(body)) {
    return { file: { kind: "locked-private", container: "pkcs1" }, container: block };
  }
  const bytes = decodeLoosely(body.replace(HEADERS, "").replace(/\s+/g, ""));
  if (bytes === null) throw new PctError("key-damaged");
  try {
    return parseContainer(bytes);
  } catch (error) {
    // The label names the kind of a key that this package does not read.
    parsePemBlock({ label, bytes, hasHeaders: false });
    throw error;
  }
}

const OPENSSH_MAGIC = /* @__PURE__ */ utf8("openssh-key-v1\0");

/** Reads a key by its content, whatever its label: old versions of pycryptodome wrote wrong ones. */
function parseContainer(bytes: Uint8Array): Parsed {
  if (equalBytes(bytes.subarray(0, OPENSSH_MAGIC.length), OPENSSH_MAGIC)) {
    return { file: parseOpenSsh(bytes), container: encodePem("OPENSSH PRIVATE KEY", bytes) };
  }
  const file = parseDerOrCertificate(bytes);
  const label = file.kind === "locked-private" ? "ENCRYPTED PRIVATE KEY" : "PRIVATE KEY";
  return { file, container: encodePem(label, bytes) };
}

function parseDerFile(bytes: Uint8Array): Parsed {
  const foreign = detectForeign(bytes);
  if (foreign !== null) throw new PctError("key-unsupported", { kind: foreign });
  return parseContainer(bytes);
}

function parseDerOrCertificate(bytes: Uint8Array): KeyFile {
  try {
    return parseDer(bytes);
  } catch (error) {
    const isCertificate =
      isPctError(error) && error.code === "key-unsupported" && error.params.kind === "certificate";
    if (!isCertificate) throw error;
    return { kind: "rsa-public", numbers: parseCertificateKey(bytes), isFromCertificate: true };
  }
}

/** The one key in base64 without a label or type. */
function bareKey(text: string): FoundKey | null {
  for (const reading of readings(text)) {
    for (const run of dataRuns(reading)) {
      const bytes = decodeLoosely(run.join(""));
      if (bytes === null) continue;
      try {
        return describe(parseBare(bytes), null);
      } catch (error) {
        if (!isPctError(error)) throw error;
      }
    }
  }
  return null;
}

function parseBare(bytes: Uint8Array): Parsed {
  const type = new TextDecoder().decode(bytes.subarray(4, 4 + (bytes[3] ?? 0)));
  const isSsh = bytes[0] === 0 && type.startsWith("ssh-");
  if (!isSsh) return parseContainer(bytes);
  return { file: toKeyFile(parseSshLine(`${type} ${base64.encode(bytes)}`)) };
}
