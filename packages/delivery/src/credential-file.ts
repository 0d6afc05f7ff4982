import { decodeBase64, encodeBase64, isBase64 } from "./base64.js";
import { DeliveryError } from "./errors.js";
import { safeFileName } from "./safe-text.js";

/** Files in a credential document: `credentials.csv`, an SSH key, a service account. */

/** A file in a credential document. Unknown fields are kept. */
export interface CredentialFile {
  /** A name without a path, safe to show and to save; see {@link safeFileName}. */
  readonly name: string;
  /** The content in base64 (RFC 4648 §4). */
  readonly data: string;
}

/**
 * Numbers equal file names, ignoring case: `a.csv`, `a (2).csv`. Otherwise saving one file would
 * overwrite another.
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
 * Makes a file for a credential document.
 *
 * @param name - Any text; {@link safeFileName} turns it into a file name.
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
  return { name: safeFileName(name), data: encodeBase64(content) };
}

/**
 * Decodes the content of a file.
 *
 * @throws {@link DeliveryError} `credential-malformed` if `data` is not strict base64. Files of a
 * document that `readCredential` returned are always valid.
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
