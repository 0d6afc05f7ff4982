import { decodeBase64, encodeBase64, isBase64 } from "./base64.js";
import { DeliveryError } from "./errors.js";
import { utf8, visible } from "./text.js";

/** Files inside a credential document: `credentials.csv`, an SSH key, a service account. */

/** A file of a credential document. Fields that are not known here are kept. */
export interface CredentialFile {
  /** A name without a path, which can be shown and saved as it is; see {@link credentialFileName}. */
  readonly name: string;
  /** The content in base64 (RFC 4648 §4). */
  readonly data: string;
}

/** Bytes of a name in UTF-8: file systems take 255, and whoever saves it may add to it. */
const NAME_BYTES = 200;
/** Characters behind the last dot that are kept when a name is shortened. */
const EXTENSION_CHARACTERS = 16;
/** Names that are devices on Windows, whatever follows the dot. */
const DEVICE = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/i;

/**
 * What of a stranger's file name may be shown and saved: what is behind the last `/`, `\` or `:`, on
 * one line, without control or bidirectional characters; a dot in front becomes `_`, so that nothing
 * is hidden or read by a shell at its next start; at most 200 bytes. Never empty, `.` or `..`.
 *
 * What looks like markup stays: it is a name, and shown as text.
 *
 * @example
 * ```ts
 * import { credentialFileName } from "@pct/delivery";
 *
 * console.log(credentialFileName("../../.ssh/id_rsa")); // "id_rsa"
 * console.log(credentialFileName("..")); // "file"
 * ```
 */
export function credentialFileName(name: string): string {
  const base = visible(name.replace(/^.*[/\\:]/s, "")).normalize("NFC");
  const cleaned = withoutEnd(base).replace(/^[. ]+/, "_");
  if (cleaned === "") return "file";
  return shortened(DEVICE.test(cleaned) ? `_${cleaned}` : cleaned);
}

/** Without full stops and spaces, which Windows drops, so that it is another name then. */
function withoutEnd(name: string): string {
  return name.replace(/(?:[. \u200C]|\u200D)+$/, "");
}

function shortened(name: string): string {
  if (utf8(name).length <= NAME_BYTES) return name;
  const [extension = ""] = /\.[^.]+$/.exec(name) ?? [];
  const kept = extension.length <= EXTENSION_CHARACTERS ? extension : "";
  const room = NAME_BYTES - utf8(kept).length;
  let stem = "";
  let bytes = 0;
  for (const character of name) {
    bytes += utf8(character).length;
    if (bytes > room) break;
    stem += character;
  }
  return withoutEnd(stem) + kept;
}

/**
 * Gives each file a name that no other has, capitals aside: `a.csv`, `a (2).csv`. Otherwise the second
 * could only be saved over the first.
 */
export function withDistinctNames<File extends CredentialFile>(files: readonly File[]): File[] {
  const taken = new Set<string>();
  return files.map((file) => {
    const [, stem = "", extension = ""] = /^(.+?)(\.[^.]+)?$/s.exec(file.name) ?? [];
    let { name } = file;
    for (let i = 2; taken.has(name.toLowerCase()); i++) {
      name = `${stem} (${i.toString()})${extension}`;
    }
    taken.add(name.toLowerCase());
    return { ...file, name };
  });
}

/**
 * A file for a credential document.
 *
 * @param name - Any name; it is cleaned by {@link credentialFileName}.
 *
 * @example
 * ```ts
 * import { credentialFile } from "@pct/delivery";
 *
 * const file = credentialFile("C:\\Users\\Ana\\key.csv", new TextEncoder().encode("id,secret"));
 * console.log(file.name); // "key.csv"
 * console.log(file.data); // "aWQsc2VjcmV0"
 * ```
 */
export function credentialFile(name: string, content: Uint8Array): CredentialFile {
  if (!(content instanceof Uint8Array)) throw new TypeError("content must be a Uint8Array");
  return { name: credentialFileName(name), data: encodeBase64(content) };
}

/**
 * The content of a file.
 *
 * @throws {@link DeliveryError} `credential-malformed` where `data` is not exactly base64; that of a
 * document that was read always is.
 *
 * @example
 * ```ts
 * import { credentialFileContent } from "@pct/delivery";
 *
 * const content = credentialFileContent({ name: "key.csv", data: "aWQsc2VjcmV0" });
 * console.log(new TextDecoder().decode(content)); // "id,secret"
 * ```
 */
export function credentialFileContent(file: CredentialFile): Uint8Array {
  if (!isBase64(file.data)) throw new DeliveryError("credential-malformed", { field: "files" });
  return decodeBase64(file.data);
}
