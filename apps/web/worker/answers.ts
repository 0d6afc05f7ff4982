import { encrypt, fingerprint, importPublicKey } from "@pct/core";
import type { PublicKey } from "@pct/core";
import { DeliveryError, verifyRequest } from "@pct/delivery";

import { CryptoFailure } from "../src/crypto/failure.js";
import type {
  AnswerContent,
  RequestKeyInfo,
  RequestToAnswer,
} from "../src/crypto/interface/answers.js";
import { CREDENTIAL_FIELDS, namedFileRoom } from "../src/crypto/limits.js";
import { credentialDocument } from "./encrypt.js";
import { wordsOfRequest } from "./safety-words.js";

/** Answers to requests by link: the page has the network, and here is what may not be trusted to it. */

/** The words to compare, and what there is to know of the key. */
export async function readRequest(request: RequestToAnswer): Promise<RequestKeyInfo> {
  const key = await keyOf(request);
  const words = await wordsOfRequest(request.id);
  return { words, bits: key.bits, fingerprint: await fingerprint(key) };
}

/** That it belongs to the ID does not make it a safe key: whoever made the link chose both. */
async function keyOf(request: RequestToAnswer): Promise<PublicKey> {
  await verifyRequest(request.id, request);
  return importPublicKey(request.publicKey);
}

/** An age file, in binary: it goes to the relay as it is. */
export async function encryptAnswer(
  request: RequestToAnswer,
  content: AnswerContent,
): Promise<Uint8Array> {
  const key = await keyOf(request);
  const bytes = await encrypt(await contentFor(request, content), { recipients: [key] });
  if (bytes.length > request.maxBytes) throw tooLarge(bytes.length, request);
  return bytes;
}

/**
 * What is inside, as `pct send` makes it: a document that names the request and the file, and the
 * content alone where a document has no room for it.
 */
async function contentFor(request: RequestToAnswer, content: AnswerContent): Promise<Uint8Array> {
  switch (content.kind) {
    case "credential":
      return credentialDocument({ request: request.id, ...content.fields });
    case "text":
      return textFor(request, content);
    case "file":
      return fileFor(request, content);
  }
}

/** A text by itself stays one, so that it can be saved as it is; only a name beside it needs a document. */
async function textFor(
  { id }: RequestToAnswer,
  { text, from }: AnswerContent & { kind: "text" },
): Promise<Uint8Array> {
  if (text === "") throw new CryptoFailure("secret-empty");
  const isAlone = from === "" || text.length > CREDENTIAL_FIELDS.note;
  if (isAlone) return new TextEncoder().encode(text);
  return credentialDocument({ request: id, from, note: text, files: [] });
}

async function fileFor(
  request: RequestToAnswer,
  { file, from }: AnswerContent & { kind: "file" },
): Promise<Uint8Array> {
  const { id, maxBytes } = request;
  // It need not be read to be refused.
  if (file.size > maxBytes) throw tooLarge(file.size, request);
  if (file.size > namedFileRoom(maxBytes)) return new Uint8Array(await file.arrayBuffer());
  return credentialDocument({ request: id, ...(from === "" ? {} : { from }), files: [file] });
}

function tooLarge(bytes: number, { maxBytes: maximum }: RequestToAnswer): DeliveryError {
  return new DeliveryError("delivery-too-large", { bytes, maximum });
}
