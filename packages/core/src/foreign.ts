import { TAG } from "./der.js";
import type { ForeignKind } from "./errors.js";
import { detectOpenPgp } from "./openpgp.js";
import { decodeText, equalBytes } from "./text.js";

/** Names files of other programs, which people give by mistake. */

const OPENPGP = {
  message: "openpgp-message",
  "public-key": "openpgp-key",
  "private-key": "openpgp-key",
  signature: "openpgp-signature",
} as const;

/** Texts by a part that no other format has, most specific first. */
const TEXTS: readonly (readonly [RegExp, ForeignKind])[] = [
  [/^[ \t]*PuTTY-User-Key-File-\d/m, "putty-key"],
  [/^---- BEGIN SSH2 PUBLIC KEY ----/m, "ssh2-public-key"],
  [/-----BEGIN (?:NEW )?CERTIFICATE REQUEST-----/, "certificate-request"],
  [/-----BEGIN (?:CMS|PKCS7)-----/, "cms"],
  [/^content-type:[ \t]*application\/(?:x-)?pkcs7-mime/im, "smime"],
  [/^[ \t]*\$ANSIBLE_VAULT;/, "ansible-vault"],
  [/"sops"[ \t]*:[ \t]*\{|^sops:|ENC\[AES256_GCM,/m, "sops"],
  [/"type"[ \t]*:[ \t]*"service_account"/, "service-account"],
  [/^[ \t]*U2FsdGVkX1|^Salted__/, "openssl-enc"],
];

/** PKCS#12 (RFC 7292 §4): version 3, then a SEQUENCE. */
const PKCS12 = Uint8Array.of(2, 1, 3, 0x30);
/** CMS (RFC 5652 §3): an OID of PKCS#7. */
const CMS = Uint8Array.of(6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 7);

/** Bytes from the start that tell: the text of a mail may have long headers. */
const SEARCHED_BYTES = 32 * 1024;

/**
 * What a file of another program is, or `null`.
 *
 * @param input - The file, or its first 32 KiB.
 */
export function detectForeign(input: string | Uint8Array): ForeignKind | null {
  const openPgp = detectOpenPgp(input);
  if (openPgp !== null) return OPENPGP[openPgp];
  const start = input.slice(0, SEARCHED_BYTES);
  if (typeof start !== "string") {
    const content = sequenceContent(start);
    if (startsWith(content, PKCS12)) return "pkcs12";
    if (startsWith(content, CMS)) return "cms-der";
  }
  const text = decodeText(start);
  return TEXTS.find(([sign]) => sign.test(text))?.[1] ?? null;
}

/** The content of a SEQUENCE, of which the end may be missing; empty for other bytes. */
function sequenceContent(bytes: Uint8Array): Uint8Array {
  const [tag, length = 0] = bytes;
  if (tag !== TAG.sequence) return bytes.subarray(0, 0);
  return bytes.subarray(length > 0x80 ? 2 + (length & 0x7f) : 2);
}

function startsWith(bytes: Uint8Array, start: Uint8Array): boolean {
  return equalBytes(bytes.subarray(0, start.length), start);
}
