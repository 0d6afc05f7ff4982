import type { CredentialDocument } from "./credential.js";

/** The params of a code that needs none. */
export type NoParams = Record<string, never>;

/** A field of the credential document. */
export type CredentialField = Exclude<keyof CredentialDocument, "type">;

/**
 * The error codes of this package, each with the params that a message about it needs.
 *
 * The meaning of a code never changes. Params contain no secret and no text written by a user.
 */
export interface DeliveryErrorParams {
  /** The credential document is damaged: cut short, or a field has the wrong type. */
  "credential-malformed": { field: CredentialField | null };
  /** The credential document has a newer version than this one supports. */
  "credential-version-unknown": NoParams;
  /** The credential document is over the limit, in bytes. */
  "credential-too-large": { maximum: number };
  /** A field has too many characters, or a list too many entries. */
  "credential-field-too-long": { field: CredentialField; maximum: number };

  /** The text is not a request link: cut short, changed, or something else. */
  "link-malformed": NoParams;
  /** The address belongs to a service that leads to a link, but does not contain it. */
  "link-hidden": NoParams;
  /** The link is an invitation, where a request link is needed. */
  "link-is-invitation": NoParams;
  /** The link is a request link, where an invitation is needed. */
  "link-is-request": NoParams;
  /** The text is not a server address: not a URL, or more than an origin. */
  "server-malformed": NoParams;
  /** The server is on another machine, and the address has no TLS. */
  "server-insecure": NoParams;
  /** The text is not a request ID. */
  "request-id-malformed": NoParams;
  /** What the relay says does not match the ID: the key was swapped. Send nothing. */
  "request-altered": NoParams;
  /** The request has a key of a type that this version does not support. */
  "request-unsupported": NoParams;

  /** What answers an invitation is no document of this type, or its link is not as `makeRequestLink` makes it. */
  "invitation-answer-malformed": NoParams;
  /** What answers an invitation has a newer version than this one supports. */
  "invitation-answer-version-unknown": NoParams;
  /** The link in the answer to an invitation leads to another server. */
  "invitation-answer-elsewhere": NoParams;

  /** The table of people is not text, its quotes can be read in more than one way, or no column has names. */
  "people-malformed": NoParams;
  /** The table of people has no person in it. */
  "people-empty": NoParams;
  /** The table of people has too many rows. */
  "people-too-many": { maximum: number };
  /** The file is no table of credentials that can be read in one way only. */
  "credential-table-malformed": NoParams;

  /** The relay has no such request, or the token is wrong. */
  "request-unknown": NoParams;
  /** The recipient cancelled the request; the relay says so until it would have expired. */
  "request-cancelled": NoParams;
  /** The time of the request is over; the relay says so for seven days. */
  "request-expired": NoParams;
  /** Another answer was delivered first. */
  "already-delivered": NoParams;
  /** An answer exists, but the relay does not say whether it is this one, from an earlier try. */
  "delivery-uncertain": NoParams;
  /** The answer is over the relay's limit; `maximum` if the relay gives it. */
  "delivery-too-large": { bytes: number; maximum: number | null };
  /** The relay does not accept this media type or file format. */
  "delivery-unsupported": NoParams;
  /** The sender took this answer back; the relay does not accept the same bytes again. */
  "delivery-withdrawn": NoParams;
  /** The sender took the acknowledged answer back, and the relay has another one in its place. */
  "delivery-changed": NoParams;
  /** The relay has no answer to acknowledge: not yet, or its sender took it back. */
  "not-delivered": NoParams;
  /** The recipient acknowledged the answer, and the relay erased it. */
  "already-received": NoParams;

  /** What this client's network has stored at the relay uses up its share. */
  "quota-exceeded": NoParams;
  /** Too many calls; `retryAfter` in seconds if the relay gives it. */
  "relay-busy": { retryAfter: number | null };
  /** The relay failed (5xx), after retries of statuses that may be transient. */
  "relay-failed": { status: number };
  /** The relay rejected the call; `problem` is the code of its problem document. */
  "relay-refused": { status: number; problem: string | null };
  /** No connection, or the connection broke. */
  "relay-unreachable": NoParams;
  /** No answer before the timeout. */
  "relay-timeout": NoParams;
  /** The relay answered with a redirect, which is not followed. */
  "relay-redirects": NoParams;
  /** The answer does not come from a relay: the address belongs to another server. */
  "relay-answer-invalid": { status: number };
  /** The answer is over the limit, in bytes; the rest was not read. */
  "relay-answer-too-large": { maximum: number };
}

/** One of the stable error codes of this package. */
export type DeliveryErrorCode = keyof DeliveryErrorParams;

/**
 * Thrown when an input is rejected or a call to a relay fails; {@link DeliveryError.code} says why.
 *
 * `message` repeats the code. The error contains no secret, so it can be logged; `@pct/messages` has
 * the text for users.
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
  /** The stable identifier of the failure. */
  readonly code: Code;
  /** The params of the code. */
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
