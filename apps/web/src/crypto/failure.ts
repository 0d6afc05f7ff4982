import type { PctErrorCode } from "@pct/core";
import type { DeliveryError, DeliveryErrorCode } from "@pct/delivery";
import type { PortalErrorCode } from "@pct/messages/failures";
import type { SecurityErrorCode } from "@pct/security";

/** Why something could not be done: a code of one of the packages, or of the portal itself. */
export type FailureCode = PctErrorCode | SecurityErrorCode | DeliveryErrorCode | PortalErrorCode;

/** What crosses the wall between the worker and the page: never a message, never a secret. */
export interface FailureFacts {
  readonly code: FailureCode;
  /** What the sentence about the code needs. */
  readonly params: Readonly<Record<string, unknown>>;
}

/** The only error that a call of the crypto worker ends with; `sentenceFor` puts it into words. */
export class CryptoFailure extends Error implements FailureFacts {
  override readonly name = "CryptoFailure";
  readonly code: FailureCode;
  readonly params: Readonly<Record<string, unknown>>;

  constructor(code: FailureCode, params: Readonly<Record<string, unknown>> = {}) {
    super(code);
    this.code = code;
    this.params = params;
  }
}

/**
 * What a screen remembers of an error that it has caught: of the crypto worker's, or of the relay's
 * client; a fault of ours is `unexpected`.
 */
export function failureFacts(error: unknown): FailureFacts {
  if (!(error instanceof CryptoFailure || isOfRelay(error)))
    return { code: "unexpected", params: {} };
  const { code, params } = error;
  return { code, params };
}

/** By its name: a page that asks the relay nothing does not load what its class comes with. */
function isOfRelay(error: unknown): error is DeliveryError {
  return error instanceof Error && error.name === "DeliveryError";
}
