import type { CredentialDocument } from "./credential.js";

/** The params of a code that needs none. */
export type NoParams = Record<string, never>;

/** A field of the credential document. */
export type CredentialField = Exclude<keyof CredentialDocument, "type">;

/**
 * Every reason for which this package refuses an input or gives up on a relay, with the facts a
 * sentence about it needs.
 *
 * Codes never change their meaning. None of the facts is a secret or text that a person wrote.
 */
export interface DeliveryErrorParams {
  /** A credential document that is damaged: cut short, or a field of the wrong kind. */
  "credential-malformed": { field: CredentialField | null };
  /** A credential document of a later version than this program knows. */
  "credential-version-unknown": NoParams;
  /** A credential document over the limit. */
  "credential-too-large": { maximum: number };
  /** A field with more characters, or a list with more entries, than it may have. */
  "credential-field-too-long": { field: CredentialField; maximum: number };

  /** Text that is no link to a request: cut short, altered, or of something else. */
  "link-malformed": NoParams;
  /** The address of a server that is none: no origin, or more than one. */
  "server-malformed": NoParams;
  /** The address of a server on another machine without TLS. */
  "server-insecure": NoParams;
  /** Text that is no ID of a request. */
  "request-id-malformed": NoParams;
  /** Key and nonce do not belong to the ID: somebody has swapped the key. Nothing may be sent. */
  "request-altered": NoParams;

  /** The relay knows no such request, or not with this token. It may have expired. */
  "request-unknown": NoParams;
  /** There is a request with this ID already. */
  "request-exists": NoParams;
  /** Somebody else's answer has come first. */
  "already-delivered": NoParams;
  /** There is an answer, and the relay does not say whether it is this one, sent by an earlier try. */
  "delivery-uncertain": NoParams;
  /** More bytes than the relay takes; `maximum` where it says so. */
  "delivery-too-large": { bytes: number; maximum: number | null };
  /** The relay takes nothing of this kind. */
  "delivery-unsupported": NoParams;
  /** There is nothing yet whose arrival could be confirmed. */
  "not-delivered": NoParams;
  /** The recipient has confirmed it, and the relay has erased it. */
  "already-received": NoParams;

  /** Too many calls; `retryAfter` seconds where the relay says so. */
  "relay-busy": { retryAfter: number | null };
  /** The relay fails, after some tries where it said that it may pass. */
  "relay-failed": { status: number };
  /** The relay does not accept the call; `problem` is the code it gives. */
  "relay-refused": { status: number; problem: string | null };
  /** No connection, or one that broke. */
  "relay-unreachable": NoParams;
  /** No answer in time. */
  "relay-timeout": NoParams;
  /** An answer that sends us elsewhere, which is not followed. */
  "relay-redirects": NoParams;
  /** An answer that no relay gives: there is something else at this address. */
  "relay-answer-invalid": { status: number };
  /** An answer over the limit, which was not read to its end. */
  "relay-answer-too-large": { maximum: number };
}

/** One of the stable error codes of this package. */
export type DeliveryErrorCode = keyof DeliveryErrorParams;

/**
 * An input was refused or a relay did not do what it was asked, for the reason in
 * {@link DeliveryError.code}.
 *
 * `message` repeats the code for logs; sentences for people are made elsewhere, in their language.
 * Neither holds a secret, so the error may be logged.
 *
 * @example
 * ```ts
 * import { DeliveryError, parseRequestLink } from "@pct/delivery";
 *
 * try {
 *   parseRequestLink("http://example.org/s/");
 * } catch (error) {
 *   if (!(error instanceof DeliveryError)) throw error;
 *   console.log(error.code); // "link-malformed"
 * }
 * ```
 */
export class DeliveryError<Code extends DeliveryErrorCode = DeliveryErrorCode> extends Error {
  override readonly name = "DeliveryError";
  /** What went wrong, as a stable identifier. */
  readonly code: Code;
  /** The facts that belong to the code. */
  readonly params: Readonly<DeliveryErrorParams[Code]>;

  constructor(
    code: Code,
    ...[params]: DeliveryErrorParams[Code] extends NoParams ? [] : [DeliveryErrorParams[Code]]
  ) {
    super(code);
    this.code = code;
    this.params = Object.freeze({ ...params }) as Readonly<DeliveryErrorParams[Code]>;
  }
}

/**
 * Every error of this package, as a union in which `code` decides the type of `params`: after
 * {@link isDeliveryError}, a `switch` on `code` narrows `params`.
 */
export type AnyDeliveryError = {
  [Code in DeliveryErrorCode]: DeliveryError<Code>;
}[DeliveryErrorCode];

/**
 * Whether a value is an error of this package. Unlike `instanceof`, it keeps the link between `code`
 * and `params`.
 *
 * @example
 * ```ts
 * import { readCredential } from "@pct/delivery/credential";
 * import { isDeliveryError } from "@pct/delivery/errors";
 *
 * const json = '{ "type": "pct.credential.v1", "username": 42 }';
 * try {
 *   readCredential(new TextEncoder().encode(json));
 * } catch (error) {
 *   if (!isDeliveryError(error)) throw error;
 *   if (error.code === "credential-malformed") console.log(error.params.field); // "username"
 * }
 * ```
 */
export function isDeliveryError(error: unknown): error is AnyDeliveryError {
  return error instanceof DeliveryError;
}
