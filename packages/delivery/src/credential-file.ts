import { decodeBase64, encodeBase64, isBase64 } from "./base64.js";
import { DeliveryError } from "./errors.js";
import { safeFileName } from "./safe-text.js";

/** Files inside a credential document: `credentials.csv`, an SSH key, a service account. */

/** A file of a credential document. Fields that are not known here are kept. */
export interface CredentialFile {
  /** A name without a path, which can be shown and saved as it is; see {@link safeFileName}. */
  readonly name: string;
  /** The content in base64 (RFC 4648 §4). */
  readonly data: string;
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
 * @param name - Any name; it is cleaned by {@link safeFileName}.
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
