import type { RequestStatus } from "@pct/exchange/request-status";

import type { KeptRequest, RequestEnd } from "../../crypto/interface/requests";

/**
 * What the relay says about a request whose key this browser still has. It is no proof: a relay that
 * lies must not make the key useless. The texts use the same names.
 */
export type Claim = "claimsReceived" | "claimsCancelled" | "claimsExpired" | "gone";

/** Status of a request in the list. The texts use the same names. */
export type ListedStatus = KeptRequest["stage"] | "arrived" | Claim | "altered" | "unreachable";

const ENDS: readonly string[] = ["received", "expired", "cancelled"] satisfies RequestEnd[];

export function hasEnded({ stage }: KeptRequest): boolean {
  return ENDS.includes(stage);
}

const LISTED_STATUSES: Readonly<Record<RequestStatus, ListedStatus>> = {
  open: "waiting",
  delivered: "arrived",
  received: "claimsReceived",
  cancelled: "claimsCancelled",
  expired: "claimsExpired",
  unknown: "gone",
  altered: "altered",
  unreachable: "unreachable",
};

/** The name in the list of a status from the relay. */
export function listedStatus(status: RequestStatus): ListedStatus {
  return LISTED_STATUSES[status];
}
