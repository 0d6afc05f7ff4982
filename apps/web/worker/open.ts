import { decrypt, inspect as inspectBytes, INSPECT_BYTES } from "@pct/core";
import type { DecryptOptions, Inspection } from "@pct/core";
import { credentialFileContent, DeliveryError, readCredential, signInLink } from "@pct/delivery";
import type { CredentialDocument } from "@pct/delivery";
import { isSafeForScreen, safeFileName } from "@pct/delivery/safe-text";

import type { FailureFacts } from "../src/crypto/failure.js";
import type { Opened, OpenRequest } from "../src/crypto/interface/decryption.js";
import type { TaskOptions } from "../src/crypto/interface/files.js";
import { expectRoom } from "./disk.js";
import { describeFailure } from "./failures.js";
import { identitiesOf } from "./keys.js";
import { asBlob, readStart } from "./sources.js";
import { collect, watchedStream } from "./streams.js";

/** Opening what other people have locked. */

/** More than this is not read on a screen. */
const SHOWN_BYTES = 64 * 1024;

/** What a file is, without a key. */
export async function inspect(source: Blob | string): Promise<Inspection> {
  const { size } = asBlob(source);
  return inspectBytes(await readStart(source, INSPECT_BYTES), size);
}

/** Opens age and classic files of any size, and says what was in them. */
export async function open(request: OpenRequest, watch: TaskOptions = {}): Promise<Opened> {
  const { source, keys, passphrase } = request;
  const identities = await identitiesOf(keys);
  return openWith(source, { identities, ...(passphrase === null ? {} : { passphrase }) }, watch);
}

/** The same, for whoever has the key at hand. */
export async function openWith(
  source: Blob | string,
  options: DecryptOptions,
  watch: TaskOptions,
): Promise<Opened> {
  const file = asBlob(source);
  await expectRoom(file.size);
  const result = await collect(await decrypt(watchedStream(file, watch), options), watch);
  const bytes = result.bytes();
  const credential = bytes === null ? null : credentialIn(bytes);
  if (credential !== null && !("code" in credential)) {
    return { ...describeCredential(credential), ...(await result.finish("credential.json")) };
  }
  const text = bytes === null ? null : readText(bytes);
  const ready = await result.finish(openedName(source, text !== null));
  const content = text === null ? ({ kind: "file" } as const) : ({ kind: "text", text } as const);
  return { ...content, problem: credential, ...ready };
}

/** Why it is none that can be used, where it was meant to be one; `null` where it was not. */
function credentialIn(bytes: Uint8Array): CredentialDocument | FailureFacts | null {
  try {
    return readCredential(bytes);
  } catch (error) {
    // What was opened is never kept from its owner: it is shown as the text that it is.
    if (error instanceof DeliveryError) return describeFailure(error);
    throw error;
  }
}

function describeCredential(
  document: CredentialDocument,
): Pick<Opened & { kind: "credential" }, "kind" | "document" | "signInLink" | "files"> {
  const files = (document.files ?? []).map((attached) => {
    const content = credentialFileContent(attached) as Uint8Array<ArrayBuffer>;
    return new File([content], attached.name, { type: "application/octet-stream" });
  });
  return { kind: "credential", document, signInLink: signInLink(document)?.href ?? null, files };
}

/** Text that may be shown: all of it, and nothing in it that is not seen. */
function readText(bytes: Uint8Array): string | null {
  if (bytes.length > SHOWN_BYTES) return null;
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    return isSafeForScreen(text) ? text : null;
  } catch {
    return null;
  }
}

/** `report.pdf` of `report.pdf.age`; a secret had no name. */
function openedName(source: Blob | string, isText: boolean): string {
  const name = source instanceof File ? source.name : "";
  if (/.\.age$/i.test(name)) return safeFileName(name.replace(/\.age$/i, ""));
  return isText ? "secret.txt" : "secret";
}
