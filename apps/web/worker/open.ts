import { decrypt } from "@pct/core/age";
import type { DecryptOptions } from "@pct/core/age";
import { inspect as inspectBytes, INSPECT_BYTES } from "@pct/core/inspect";
import type { Inspection } from "@pct/core/inspect";
import { credentialFileContent, signInLink } from "@pct/delivery/credential";
import type { CredentialDocument } from "@pct/delivery/credential";
import { isSafeForScreen, safeFileName } from "@pct/delivery/safe-text";
import { readAnswer } from "@pct/exchange/read-answer";

import type { DecryptionResult, OpenRequest } from "#/crypto/interface/decryption.js";
import type { TaskOptions } from "#/crypto/interface/files.js";
import type { OpenedDelivery } from "#/crypto/interface/requests.js";
import { expectRoom } from "./disk.js";
import { describeFailure } from "./failures.js";
import { identitiesOf } from "./keys.js";
import { asBlob, readStart, unwrapped } from "./sources.js";
import { collect, progressStream } from "./streams.js";

/** Decrypts files and answers, and says what kind of content they have. */

/** Longer text is offered as a file only. */
const SHOWN_TEXT_BYTES = 64 * 1024;

/** Says what a file is. Needs no key. */
export async function inspect(source: Blob | string): Promise<Inspection> {
  const { size } = asBlob(source);
  return inspectBytes(await readStart(source, INSPECT_BYTES), size);
}

/** Decrypts an age or classic file of any size. */
export async function open(
  request: OpenRequest,
  options: TaskOptions = {},
): Promise<DecryptionResult> {
  const { source, keys, passphrase } = request;
  const identities = await identitiesOf(keys);
  const secrets = { identities, ...(passphrase === null ? {} : { passphrase }) };
  return openAnswer(source, secrets, null, options);
}

/**
 * Decrypts an answer.
 *
 * @param requestId - The request that it came for; `null` for a file that came by another way.
 */
export async function openAnswer(
  source: Blob | string,
  secrets: DecryptOptions,
  requestId: string | null,
  options: TaskOptions,
): Promise<OpenedDelivery> {
  const file = await unwrapped(source);
  await expectRoom(file.size);
  const result = await collect(await decrypt(progressStream(file, options), secrets), options);
  // Content that has left memory is larger than any document or text that is shown.
  const bytes = result.bytes() ?? new Uint8Array();
  const { document, problem, isForAnotherRequest: isForAnother } = readAnswer(bytes, requestId);
  if (document !== null) {
    const ready = await result.finish("credential.json");
    return { ...describeCredential(document), ...ready, isForAnother };
  }
  const text = result.bytes() === null ? null : readText(bytes);
  const ready = await result.finish(openedName(source, text !== null));
  const content = text === null ? ({ kind: "file" } as const) : ({ kind: "text", text } as const);
  const failure = problem === null ? null : describeFailure(problem);
  return { ...content, problem: failure, ...ready, isForAnother };
}

function describeCredential(
  document: CredentialDocument,
): Pick<DecryptionResult & { kind: "credential" }, "kind" | "document" | "signInLink" | "files"> {
  const files = (document.files ?? []).map((attached) => {
    const content = credentialFileContent(attached) as Uint8Array<ArrayBuffer>;
    return new File([content], attached.name, { type: "application/octet-stream" });
  });
  return { kind: "credential", document, signInLink: signInLink(document)?.href ?? null, files };
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
function openedName(source: Blob | string, isText: boolean): string {
  const name = source instanceof File ? source.name : "";
  if (/.\.age$/i.test(name)) return safeFileName(name.replace(/\.age$/i, ""));
  return isText ? "secret.txt" : "secret";
}
