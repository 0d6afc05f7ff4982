import type { PctErrorCode } from "@pct/core";
import type { DeliveryErrorCode } from "@pct/delivery";
import type { PortalErrorCode } from "@pct/messages/failures";
import type { SecurityErrorCode } from "@pct/security";

/** Why something could not be done: a code of one of the packages, or of the portal itself. */
export type FailureCode =
  | PctErrorCode
  | SecurityErrorCode
  | Extract<DeliveryErrorCode, `credential-${string}`>
  | PortalErrorCode;

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

/** What a screen remembers of an error that it has caught; a fault of ours is `unexpected`. */
export function failureFacts(error: unknown): FailureFacts {
  if (!(error instanceof CryptoFailure)) return { code: "unexpected", params: {} };
  const { code, params } = error;
  return { code, params };
}
