import type { RequestStatus } from "@pct/exchange/request-status";

import type { KeptRequest, RequestEnd } from "../../crypto/interface/requests";

/** Status of a request in the list. The texts use the same names. */
export type ListedStatus = KeptRequest["stage"] | "arrived" | "gone" | "altered" | "unreachable";

const ENDS: readonly string[] = ["received", "expired", "cancelled"] satisfies RequestEnd[];

export function hasEnded({ stage }: KeptRequest): boolean {
  return ENDS.includes(stage);
}

const LISTED_STATUSES: Readonly<Record<RequestStatus, ListedStatus>> = {
  open: "waiting",
  delivered: "arrived",
  received: "received",
  cancelled: "cancelled",
  expired: "expired",
  unknown: "gone",
  altered: "altered",
  unreachable: "unreachable",
};

/** The name in the list of a status from the relay. */
export function listedStatus(status: RequestStatus): ListedStatus {
  return LISTED_STATUSES[status];
}
