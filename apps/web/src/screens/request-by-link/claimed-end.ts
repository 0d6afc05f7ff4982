import type { RequestStatus } from "@pct/exchange/request-status";

import { cryptoWorker } from "../../crypto/client";
import type { KeptRequest, RequestId } from "../../crypto/interface/requests";
import { hasEnded } from "./request-status";
import type { Claim } from "./request-status";

const CLAIMS = {
  received: "claimsReceived",
  cancelled: "claimsCancelled",
  expired: "claimsExpired",
  unknown: "gone",
} as const satisfies Partial<Record<RequestStatus, Claim>>;

/** Whether a status from the relay means that no answer can come any more, if it is true. */
export function isClaimedEnd(status: RequestStatus): status is keyof typeof CLAIMS {
  return status in CLAIMS;
}

/**
 * Ends a request that the relay no longer has, if its own time is over by this device's clock.
 * Otherwise the request and its key stay.
 *
 * @returns The request as it is now, and the relay's claim if the request has not ended.
 */
export async function checkClaimedEnd(
  id: RequestId,
  status: keyof typeof CLAIMS,
): Promise<{ readonly request: KeptRequest | null; readonly claim: Claim | null }> {
  const request = await cryptoWorker().endRequest(id, "expired");
  const claim = request === null || hasEnded(request) ? null : CLAIMS[status];
  return { request, claim };
}
