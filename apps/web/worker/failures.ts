import { isPctError } from "@pct/core/errors";
import { isDeliveryError } from "@pct/delivery/errors";
import { isExchangeError } from "@pct/exchange/errors";
import { isSecurityError } from "@pct/security/errors";

import { CryptoFailure } from "#/crypto/failure.js";
import type { FailureFacts } from "#/crypto/failure.js";

/** Codes for the browser's own errors, by their names. */
const BROWSER_ERRORS: Readonly<Record<string, FailureFacts["code"]>> = Object.freeze({
  AbortError: "cancelled",
  // A dropped folder, or a file that is gone or has changed.
  NotFoundError: "file-unreadable",
  NotReadableError: "file-unreadable",
  QuotaExceededError: "storage-full",
  SecurityError: "storage-refused",
  InvalidStateError: "storage-refused",
  UnknownError: "storage-refused",
});

/**
 * Reduces an error to what a page may see of it. Any other error becomes `unexpected` without its
 * message, which may quote the input.
 */
export function describeFailure(error: unknown): FailureFacts {
  if (
    error instanceof CryptoFailure ||
    isPctError(error) ||
    isSecurityError(error) ||
    isDeliveryError(error) ||
    isExchangeError(error)
  ) {
    return { code: error.code, params: error.params };
  }
  const code = error instanceof DOMException ? BROWSER_ERRORS[error.name] : undefined;
  return { code: code ?? "unexpected", params: {} };
}
