import { fingerprint } from "@pct/core/fingerprint";
import { credentialFile } from "@pct/delivery/credential";
import { verifyRequest } from "@pct/delivery/request-id";
import { documentFileRoomBytes, fitsNote } from "@pct/exchange/limits";
import { assertFits, encryptAnswer as encryptFor, wrapAnswer } from "@pct/exchange/prepare-answer";
import { checkRequestKey } from "@pct/exchange/request-key";
import type { UsableRequestKey } from "@pct/exchange/request-key";

import { CryptoFailure } from "#/crypto/failure.js";
import type { AnswerContent, RequestKeyInfo, RequestToAnswer } from "#/crypto/interface/answers.js";
import { documentFields } from "./encrypt.js";
import { wordsOfRequest } from "./safety-words.js";

/** Answers to requests by link. The page talks to the relay; the worker checks what the relay says. */

/** Checks a request, and returns what a page shows of its key. */
export async function readRequest(request: RequestToAnswer): Promise<RequestKeyInfo> {
  const checked = await checkedKey(request);
  const words = await wordsOfRequest(request.id);
  if (checked.keyType !== "rsa") return { words, keyType: checked.keyType };
  const { keyType, key } = checked;
  return { words, keyType, bits: key.bits, fingerprint: await fingerprint(key) };
}

/**
 * The key of a request. It must match the ID, and it must be safe: an attacker who makes the link
 * chooses both.
 */
async function checkedKey(request: RequestToAnswer): Promise<UsableRequestKey> {
  await verifyRequest(request.id, request);
  return checkRequestKey(request);
}

/** Encrypts an answer into a binary age file, which goes to the relay as it is. */
export async function encryptAnswer(
  request: RequestToAnswer,
  content: AnswerContent,
  receipt: string,
): Promise<Uint8Array> {
  await checkedKey(request);
  return encryptFor(await plaintextOf(request, content, receipt), request);
}

/**
 * The plaintext, as `pct send` makes it: a document that names the request and the file, or the content
 * alone where it does not fit into a document.
 */
async function plaintextOf(
  request: RequestToAnswer,
  content: AnswerContent,
  receipt: string,
): Promise<Uint8Array> {
  switch (content.kind) {
    case "credential": {
      const fields = await documentFields(content.fields);
      return wrapAnswer({ bytes: new Uint8Array(), part: {}, fields }, request, receipt).plaintext;
    }
    case "text":
      return plaintextOfText(request, content, receipt);
    case "file":
      return plaintextOfFile(request, content, receipt);
  }
}

/** Text alone stays text, so that the recipient can save it as it is; a sender's name needs a document. */
function plaintextOfText(
  request: RequestToAnswer,
  { text, from }: AnswerContent & { kind: "text" },
  receipt: string,
): Uint8Array {
  if (text === "") throw new CryptoFailure("secret-empty");
  const bytes = new TextEncoder().encode(text);
  const isAlone = from === "" || !fitsNote(text);
  if (isAlone) return bytes;
  return wrapAnswer({ bytes, part: { note: text }, fields: { from } }, request, receipt).plaintext;
}

async function plaintextOfFile(
  request: RequestToAnswer,
  { file, from }: AnswerContent & { kind: "file" },
  receipt: string,
): Promise<Uint8Array> {
  // Before reading it.
  assertFits(file.size, request.maxBytes);
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (file.size > documentFileRoomBytes(request.maxBytes)) return bytes;
  const fields = { from: from === "" ? undefined : from };
  const files = [credentialFile(file.name, bytes)];
  return wrapAnswer({ bytes, part: { files }, fields }, request, receipt).plaintext;
}
