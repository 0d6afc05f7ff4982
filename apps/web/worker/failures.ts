import { PctError } from "@pct/core";
import { DeliveryError } from "@pct/delivery";
import { SecurityError } from "@pct/security";

import { CryptoFailure } from "../src/crypto/failure.js";
import type { FailureFacts } from "../src/crypto/failure.js";

/** What the browser says, by the name of its error. */
const BROWSER: Readonly<Record<string, FailureFacts["code"]>> = Object.freeze({
  AbortError: "cancelled",
  // The folder that was dropped as if it were a file, or a file that is gone or was changed since.
  NotFoundError: "file-unreadable",
  NotReadableError: "file-unreadable",
  QuotaExceededError: "storage-full",
  SecurityError: "storage-refused",
  InvalidStateError: "storage-refused",
  UnknownError: "storage-refused",
});

/**
 * What a screen learns of an error. One that nobody expected is only said to be that: its message may
 * quote what was being worked on.
 */
export function describeFailure(error: unknown): FailureFacts {
  if (
    error instanceof CryptoFailure ||
    error instanceof PctError ||
    error instanceof SecurityError ||
    error instanceof DeliveryError
  ) {
    const { code, params } = error as FailureFacts;
    return { code, params };
  }
  const code = error instanceof DOMException ? BROWSER[error.name] : undefined;
  return { code: code ?? "unexpected", params: {} };
}
