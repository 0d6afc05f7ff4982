import { encrypt } from "@pct/core/age";
import { hybridRecipient } from "@pct/core/hybrid";
import { CREDENTIAL_TYPE, writeCredential } from "@pct/delivery/credential";
import type { CredentialDocument } from "@pct/delivery/credential";
import { DeliveryError, isDeliveryError } from "@pct/delivery/errors";
import type { RequestKey } from "@pct/delivery/request-id";

import { ExchangeError } from "./errors.js";
import { ageFileBytes } from "./limits.js";
import { checkRequestKey } from "./request-key.js";

/** The sender's side: from what the sender gives to the bytes that a relay takes. */

/** The request that an answer is for, as `RelayClient.status` reports it. */
export interface AnsweredRequest extends Pick<RequestKey, "keyType" | "publicKey"> {
  readonly id: string;
  /** Size of an answer that the relay accepts. */
  readonly maxBytes: number;
}

/** What an answer is about. */
export interface AnswerContent {
  /** The content as it is; what the recipient gets where no document is written. */
  readonly bytes: Uint8Array;
  /** The same inside a document, or `null` where a document can't hold it (bytes that are not text). */
  readonly part: Partial<CredentialDocument> | null;
  /** What else the document says: from whom, for which service. Undefined fields are left out. */
  readonly fields: {
    readonly [Field in keyof CredentialDocument]?: CredentialDocument[Field] | undefined;
  };
}

/** The plaintext of an answer. */
export interface WrappedAnswer {
  readonly plaintext: Uint8Array;
  /** The receipt in the document; `null` where there is no document, or no receipt was given. */
  readonly receipt: string | null;
}

/**
 * The plaintext of an answer: a credential document that names the request; or the bytes alone where
 * the document would be too large and no field needs it.
 *
 * @param receipt - From `newSenderTokens`: proof for the sender that the document was opened.
 *
 * @throws {@link ExchangeError} `fields-need-text`. {@link DeliveryError} `credential-field-too-long`,
 * `credential-too-large`, `credential-malformed`, and `delivery-too-large` where fields were given.
 *
 * @example
 * ```ts
 * import { wrapAnswer } from "@pct/exchange/prepare-answer";
 *
 * const bytes = new TextEncoder().encode("hunter2");
 * const request = { id: "9VXSNQt9cAJPwEbDGXFaVfEkjfVM3vA2Ffj4mVQzP_s", maxBytes: 1_048_576 };
 * const content = { bytes, part: { password: "hunter2" }, fields: { username: "ana" } };
 * const { plaintext } = wrapAnswer(content, request);
 * console.log(new TextDecoder().decode(plaintext).includes('"username": "ana"')); // true
 * ```
 */
export function wrapAnswer(
  { bytes, part, fields }: AnswerContent,
  { id, maxBytes }: Pick<AnsweredRequest, "id" | "maxBytes">,
  receipt: string | null = null,
): WrappedAnswer {
  const alone = { plaintext: bytes, receipt: null };
  const given = Object.entries(fields).filter(([, value]) => value !== undefined);
  const isAlone = given.length === 0;
  if (part === null) {
    if (isAlone) return alone;
    throw new ExchangeError("fields-need-text");
  }
  try {
    const document = writeCredential({
      type: CREDENTIAL_TYPE,
      request: id,
      ...Object.fromEntries(given),
      ...part,
      ...(receipt === null ? {} : { receipt }),
    });
    if (ageFileBytes(document.length) > maxBytes) throw tooLarge(document.length, maxBytes);
    return { plaintext: document, receipt };
  } catch (error) {
    if (isAlone && isDeliveryError(error)) return alone;
    throw error;
  }
}

/**
 * Encrypts the plaintext of an answer for the recipient of a request, as a binary age file.
 *
 * The key is judged here once more, by `checkRequestKey`.
 *
 * @throws `PctError` of `checkRequestKey`; {@link DeliveryError} `delivery-too-large`.
 *
 * @example
 * ```ts
 * import { generateHybridKeyPair } from "@pct/core/hybrid";
 * import { encryptAnswer } from "@pct/exchange/prepare-answer";
 *
 * const { publicKey } = await generateHybridKeyPair();
 * const request = { keyType: "mlkem768x25519", publicKey, maxBytes: 1_048_576 } as const;
 * const answer = await encryptAnswer(new TextEncoder().encode("hunter2"), request);
 * console.log(new TextDecoder().decode(answer).startsWith("age-encryption.org/v1")); // true
 * ```
 */
export async function encryptAnswer(
  plaintext: Uint8Array,
  request: Pick<AnsweredRequest, "keyType" | "publicKey" | "maxBytes">,
): Promise<Uint8Array> {
  const checked = await checkRequestKey(request);
  const recipient = checked.keyType === "rsa" ? checked.key : hybridRecipient(checked.publicKey);
  const ciphertext = await encrypt(plaintext, { recipients: [recipient] });
  assertFits(ciphertext.length, request.maxBytes);
  return ciphertext;
}

/**
 * Refuses content that is larger than the whole answer may be, before it is read or encrypted.
 *
 * @throws {@link DeliveryError} `delivery-too-large`.
 *
 * @example
 * ```ts
 * import { assertFits } from "@pct/exchange/prepare-answer";
 *
 * assertFits(1000, 1_048_576);
 * ```
 */
export function assertFits(bytes: number, maxBytes: number): void {
  if (bytes > maxBytes) throw tooLarge(bytes, maxBytes);
}

function tooLarge(bytes: number, maximum: number): DeliveryError {
  return new DeliveryError("delivery-too-large", { bytes, maximum });
}
