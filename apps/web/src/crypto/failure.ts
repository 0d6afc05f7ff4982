import type { PctErrorCode } from "@pct/core/errors";
import type { DeliveryErrorCode } from "@pct/delivery/errors";
import type { ExchangeErrorCode } from "@pct/exchange/errors";
import type { PortalErrorCode } from "@pct/messages/failures";
import type { SecurityErrorCode } from "@pct/security/errors";

/** An error code of one of the packages or of the portal itself. */
export type FailureCode =
  PctErrorCode | SecurityErrorCode | DeliveryErrorCode | ExchangeErrorCode | PortalErrorCode;

/** An error as it passes from the worker to the page: no message and no secret. */
export interface FailureFacts {
  readonly code: FailureCode;
  /** The values that the sentence for the code mentions. */
  readonly params: Readonly<Record<string, unknown>>;
}

/** The only error that a call of the crypto worker throws. `sentenceFor` turns it into a sentence. */
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
 * Reduces a caught error to what a screen stores of it. An error of neither the crypto worker nor the
 * relay client is a bug: `unexpected`. Recognized by their fields, so that a page loads the class of the
 * relay's errors only with its client.
 */
export function failureFacts(error: unknown): FailureFacts {
  const { code, params } = Object(error) as Partial<FailureFacts>;
  return typeof code === "string" && typeof params === "object"
    ? { code, params }
    : { code: "unexpected", params: {} };
}
