import { basename } from "node:path";
import { Readable } from "node:stream";

import type { PublicKey } from "@pct/core/public-key";
import { CREDENTIAL_TYPE, credentialFile, writeCredential } from "@pct/delivery/credential";
import { DeliveryError } from "@pct/delivery/errors";
import type { CredentialDocument, CredentialProvider } from "@pct/delivery/credential";
import type { Catalog, Problem } from "@pct/messages";

import { Failure, isDeliveryError, naming, sentenceFor } from "../errors/failure.js";
import { decodeText, nameOf, readWhole, STDIN } from "../io/input.js";
import { readSecret } from "../io/secret.js";
import type { Session } from "../program/session.js";
import { MemorySink } from "../io/sinks.js";

/** What is sent through a link: a credential document where it has room, else the file as it is. */

/** Fields of a credential that are no secret, so that a command line may hold them. */
export interface Fields {
  readonly provider?: CredentialProvider;
  readonly signInUrl?: string;
  readonly account?: string;
  readonly username?: string;
  readonly note?: string;
  readonly from?: string;
}

/** For whom it is, and how much of it the relay takes. */
export interface Receiver {
  readonly id: string;
  readonly key: PublicKey;
  readonly maxBytes: number;
}

/** An encrypted answer: of a file, of stdin for `-`, or of a secret that is asked for. */
export async function prepareAnswer(
  file: string | undefined,
  fields: Fields,
  receiver: Receiver,
  session: Session,
): Promise<Uint8Array> {
  const content =
    file === undefined
      ? await secretContent(fields, receiver, session)
      : await fileContent(file, fields, receiver, session);
  const answer = await encryptFor(receiver, content, session);
  if (answer.length > receiver.maxBytes) throw tooLarge(answer.length, receiver);
  return answer;
}

async function secretContent(
  fields: Fields,
  receiver: Receiver,
  session: Session,
): Promise<Uint8Array> {
  const secret = await readSecret(session, session.t.prompts.secret);
  if (secret.length === 0) throw new Failure((t) => t.delivery.secretEmpty());
  if (secret.length > receiver.maxBytes) throw tooLarge(secret.length, receiver);
  const password = decodeText(secret);
  return inDocument(password === null ? null : { password }, secret, fields, receiver);
}

async function fileContent(
  file: string,
  fields: Fields,
  receiver: Receiver,
  session: Session,
): Promise<Uint8Array> {
  const bytes = await readWhole(file, receiver.maxBytes, session);
  if (bytes.length > receiver.maxBytes) {
    throw naming(nameOf(file, session), tooLarge(bytes.length, receiver));
  }
  const name = file === STDIN ? "" : basename(file);
  return inDocument({ files: [credentialFile(name, bytes)] }, bytes, fields, receiver);
}

/**
 * The document around a part; the bytes as they are where it has no room for them, as long as nothing
 * was to go with them.
 *
 * @param part - `null` where the bytes are nothing that a document can hold.
 */
function inDocument(
  part: Pick<CredentialDocument, "password" | "files"> | null,
  bytes: Uint8Array,
  fields: Fields,
  receiver: Receiver,
): Uint8Array {
  const given = givenFields(fields);
  const isBare = Object.keys(given).length === 0;
  if (part === null) {
    if (isBare) return bytes;
    throw new Failure((t) => t.cli.textNotUtf8());
  }
  try {
    const document = { type: CREDENTIAL_TYPE, request: receiver.id, ...given, ...part } as const;
    const written = writeCredential(document);
    if (encryptedBytes(written.length) > receiver.maxBytes) {
      throw tooLarge(written.length, receiver);
    }
    return written;
  } catch (error) {
    if (!isDeliveryError(error)) throw error;
    if (isBare) return bytes;
    if (error.code === "credential-field-too-long") throw error;
    const describe = (t: Catalog): Problem => ({
      what: sentenceFor(error, t).what,
      hint: t.delivery.tooLargeForFields,
    });
    throw new Failure(describe, { cause: error });
  }
}

function givenFields(options: Fields): Fields {
  const { provider, signInUrl, account, username, note, from } = options;
  return {
    ...(provider === undefined ? {} : { provider }),
    ...(signInUrl === undefined ? {} : { signInUrl }),
    ...(account === undefined ? {} : { account }),
    ...(username === undefined ? {} : { username }),
    ...(note === undefined ? {} : { note }),
    ...(from === undefined ? {} : { from }),
  };
}

/** Bytes of an age file for one RSA key of up to 8192 bits, at most (C2SP age.md). */
function encryptedBytes(content: number): number {
  const header = 1600;
  const nonce = 16;
  const tags = 16 * Math.max(1, Math.ceil(content / 65_536));
  return header + nonce + tags + content;
}

async function encryptFor(
  { key }: Receiver,
  content: Uint8Array,
  { signal }: Session,
): Promise<Uint8Array> {
  // The age format takes three times as long to load as everything else together.
  const { encryptFile } = await import("@pct/core/node");
  const sink = new MemorySink(Infinity, new RangeError("longer than anything"));
  await encryptFile(Readable.from([content]), sink, { recipients: [key], signal });
  return sink.bytes;
}

function tooLarge(bytes: number, { maxBytes: maximum }: Receiver): DeliveryError {
  return new DeliveryError("delivery-too-large", { bytes, maximum });
}
