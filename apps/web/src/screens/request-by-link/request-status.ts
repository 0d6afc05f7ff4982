import type { FailureCode } from "../../crypto/failure";
import type { KeptRequest, RequestEnd } from "../../crypto/interface/requests";

/** How a request stands, and what an answer of the relay says about that. */

/** What is said of a request in a list. */
export type RequestStatus = KeptRequest["stage"] | "arrived" | "gone" | "altered" | "unreachable";

const ENDS: readonly string[] = ["received", "expired", "cancelled"] satisfies RequestEnd[];

export function hasEnded({ stage }: KeptRequest): boolean {
  return ENDS.includes(stage);
}

/** Milliseconds by which this device's clock and the relay's may differ without anybody noticing. */
const CLOCKS_DIFFER = 60_000;

/** Whether its time is over, so that a relay that does not know it has forgotten it as it should. */
export function isOver({ expiresAt }: KeptRequest): boolean {
  return Date.now() > expiresAt - CLOCKS_DIFFER;
}

/** Failures that pass by themselves. */
const PASSING: readonly FailureCode[] = ["relay-unreachable", "relay-timeout"];
/** The same, where the relay itself says so. */
const BUSY: readonly FailureCode[] = ["relay-busy", "relay-failed"];
/** What a network puts in the place of a relay that has answered before: its own page to sign in. */
const IN_BETWEEN: readonly FailureCode[] = ["relay-redirects", "relay-answer-invalid"];

/** Why there is no answer now although there may be one later; `null` where trying again is useless. */
export function lackOfContact(
  code: FailureCode,
  hasAnswered: boolean,
): "unreachable" | "failing" | null {
  if (PASSING.includes(code)) return "unreachable";
  if (BUSY.includes(code)) return "failing";
  return hasAnswered && IN_BETWEEN.includes(code) ? "unreachable" : null;
}
