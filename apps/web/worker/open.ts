import { decrypt } from "@pct/core/age";
import type { DecryptOptions } from "@pct/core/age";
import { explainFailure, readCiphertext } from "@pct/core/ciphertext";
import type { Ciphertext } from "@pct/core/ciphertext";
import { detectAge } from "@pct/core/detect";
import { MAX_PASTED_BYTES } from "@pct/core/limits";
import type { PrivateKey } from "@pct/core/keys";
import { findCiphertext } from "@pct/core/pasted";
import { decryptWindowsAnswer } from "@pct/core/windows-answer";
import { credentialFileContent, receiptIn, signInLink } from "@pct/delivery/credential";
import type { CredentialDocument } from "@pct/delivery/credential";
import { isSafeForScreen, safeFileName } from "@pct/delivery/safe-text";
import { readAnswer } from "@pct/exchange/read-answer";

import type { DecryptionResult, OpenRequest } from "#/crypto/interface/decryption.js";
import type { TaskOptions } from "#/crypto/interface/files.js";
import type { OpenedDelivery } from "#/crypto/interface/requests.js";
import { expectRoom } from "./disk.js";
import { describeFailure } from "./failures.js";
import { identitiesOf } from "./keys.js";
import { decryptByPosition } from "./payload-file.js";
import type { Result } from "./result.js";
import { asBlob, readStart } from "./sources.js";
import { collect, progressStream } from "./streams.js";

/** Decrypts files and answers, and says what kind of content they have. */

/** Longer text is offered as a file only. */
const SHOWN_TEXT_BYTES = 64 * 1024;

/** How a file or a text is encrypted. Needs no key. */
export async function detectFormat(source: Blob | string): Promise<Ciphertext["format"]> {
  return (await readCiphertext(await readSearched(source), asBlob(source).size)).format;
}

/** Decrypts an age or classic file of any size, or the answer of a Windows server. */
export async function open(
  request: OpenRequest,
  options: TaskOptions = {},
): Promise<DecryptionResult> {
  const { source, keys, passphrase } = request;
  const identities = await identitiesOf(keys);
  const secrets = { identities, ...(passphrase === null ? {} : { passphrase }) };
  const given = asBlob(source);
  const { format, content } = await readCiphertext(await readSearched(given), given.size);
  if (format === "windows-answer") return openWindowsAnswer(given, identities, options);
  const file = content === null ? given : new Blob([content as Uint8Array<ArrayBuffer>]);
  const name = source instanceof File ? source.name : "";
  try {
    return await openAnswer(file, name, secrets, null, options);
  } catch (error) {
    throw await explainFailure(error, await readSearched(file), file.size);
  }
}

/** Opens the password of a Windows server at Google. */
async function openWindowsAnswer(
  given: Blob,
  identities: readonly (PrivateKey | string)[],
  options: TaskOptions,
): Promise<OpenedDelivery> {
  const keys = identities.filter((key) => typeof key !== "string");
  const password = await decryptWindowsAnswer(await readSearched(given), keys);
  const content = new Blob([password as Uint8Array<ArrayBuffer>]);
  const result = await collect(content.stream(), options);
  return describeContent(result, { file: given, name: "", requestId: null });
}

/** The part of a file that is searched for a ciphertext. */
async function readSearched(source: Blob | string): Promise<Uint8Array> {
  return readStart(source, MAX_PASTED_BYTES);
}

/**
 * Decrypts an answer.
 *
 * @param name - The name of its file; empty if it has none.
 * @param requestId - The request that it came for; `null` for a file that came by another way.
 */
export async function openAnswer(
  file: Blob,
  name: string,
  secrets: DecryptOptions,
  requestId: string | null,
  options: TaskOptions,
): Promise<OpenedDelivery> {
  await expectRoom(file.size);
  const result =
    (await decryptByPosition(file, secrets, options)) ??
    (await collect(await decrypt(progressStream(file, options), secrets), options));
  return describeContent(result, { file, name, requestId });
}

interface Encrypted {
  readonly file: Blob;
  readonly name: string;
  readonly requestId: string | null;
}

/** Says what kind of content was encrypted. */
async function describeContent(
  result: Result,
  { file, name, requestId }: Encrypted,
): Promise<OpenedDelivery> {
  // Content that has left memory is larger than any document or text that is shown.
  const bytes = result.bytes() ?? new Uint8Array();
  const { document, problem, isForAnotherRequest: isForAnother } = readAnswer(bytes, requestId);
  if (document !== null) {
    const ready = await result.finish("credential.json");
    const text = textOf(document);
    if (text !== null) {
      const from = document.from ?? "";
      const receipt = receiptIn(document);
      const saved = new File([text], "secret.txt", { type: "text/plain" });
      const content = { kind: "text", text, from, receipt, problem: null } as const;
      return { ...content, ...ready, file: saved, isForAnother };
    }
    const ciphertextHash = await hashOf(file);
    return { ...describeCredential(document), ciphertextHash, ...ready, isForAnother };
  }
  const text = result.bytes() === null ? null : readText(bytes);
  const ready = await result.finish(openedName(name, text !== null));
  const content =
    text === null
      ? ({ kind: "file" } as const)
      : ({ kind: "text", text, from: "", receipt: null } as const);
  const failure = problem === null ? null : describeFailure(problem);
  return { ...content, problem: failure, ...ready, isForAnother };
}

/** What a document is about besides a note. */
const CREDENTIAL_FIELDS = [
  "signInUrl",
  "account",
  "username",
  "password",
  "files",
] as const satisfies readonly (keyof CredentialDocument)[];

/**
 * The text of a document that holds nothing else: a sender's name needs a document, and the text in it
 * stays a secret. `null` for a credential, whose note is no secret.
 */
function textOf(document: CredentialDocument): string | null {
  const isAlone = CREDENTIAL_FIELDS.every((field) => (document[field] ?? "").length === 0);
  return isAlone && document.note !== undefined && document.note !== "" ? document.note : null;
}

/** The same for armor and for the file in it: a ciphertext that was taken out of a text has none. */
async function hashOf(ciphertext: Blob): Promise<string> {
  const bytes = new Uint8Array(await ciphertext.arrayBuffer());
  const binary = detectAge(bytes) === "armored" ? findCiphertext(bytes) : null;
  const hash = await crypto.subtle.digest("SHA-256", (binary ?? bytes) as Uint8Array<ArrayBuffer>);
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function describeCredential(
  document: CredentialDocument,
): Pick<
  DecryptionResult & { kind: "credential" },
  "kind" | "document" | "signInLink" | "receipt" | "files"
> {
  const files = (document.files ?? []).map((attached) => {
    const content = credentialFileContent(attached) as Uint8Array<ArrayBuffer>;
    return new File([content], attached.name, { type: "application/octet-stream" });
  });
  const link = signInLink(document)?.href ?? null;
  return { kind: "credential", document, signInLink: link, receipt: receiptIn(document), files };
}

/** The content as text; `null` where it is long, not UTF-8, or has characters that are not visible. */
function readText(bytes: Uint8Array): string | null {
  if (bytes.length > SHOWN_TEXT_BYTES) return null;
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    return isSafeForScreen(text) ? text : null;
  } catch {
    return null;
  }
}

/** `report.pdf` for `report.pdf.age`; a default name for other content, which has none. */
function openedName(name: string, isText: boolean): string {
  if (/.\.age$/i.test(name)) return safeFileName(name.replace(/\.age$/i, ""));
  return isText ? "secret.txt" : "secret";
}
