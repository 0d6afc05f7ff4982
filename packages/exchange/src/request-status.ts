import type { RelayClient } from "@pct/delivery/relay-client";

/** What the relay's answers say about a request. Imports no schema and no cipher. */

/**
 * How a request stands.
 *
 * - `open`, `delivered`, `received`: as the relay says.
 * - `cancelled`: the relay says that its recipient cancelled it.
 * - `expired`: the relay no longer has it, and its time is over by this device's clock.
 * - `unknown`: the relay does not have it, or calls it expired, although its time is not over.
 * - `altered`: the relay shows another key than the one that the ID was made for.
 * - `unreachable`: no usable answer.
 */
export type RequestStatus =
  | "open"
  | "delivered"
  | "received"
  | "cancelled"
  | "expired"
  | "unknown"
  | "altered"
  | "unreachable";

/** How far the clocks of this device and the relay may differ, in milliseconds. */
const CLOCK_TOLERANCE_MS = 60_000;

/**
 * Whether the time of a request is over, by this device's clock with a minute of tolerance.
 *
 * @param expiresAt - ISO 8601, or milliseconds since 1970.
 *
 * @example
 * ```ts
 * import { isExpired } from "@pct/exchange/request-status";
 *
 * console.log(isExpired("2020-01-01T00:00:00.000Z")); // true
 * ```
 */
export function isExpired(expiresAt: string | number): boolean {
  return Date.now() > new Date(expiresAt).getTime() - CLOCK_TOLERANCE_MS;
}

/**
 * Asks the relay how a request stands. Rejects only when `signal` aborts.
 *
 * @param expiresAt - ISO 8601, or milliseconds since 1970; tells `expired` from `unknown`.
 *
 * @example
 * ```ts
 * import { createRelayClient } from "@pct/delivery/relay-client";
 * import { requestStatus } from "@pct/exchange/request-status";
 *
 * export async function isAnswered(id: string, expiresAt: string): Promise<boolean> {
 *   const relay = createRelayClient({ baseUrl: "https://example.org" });
 *   return (await requestStatus(relay, { id, expiresAt })) === "delivered";
 * }
 * ```
 */
export async function requestStatus(
  relay: Pick<RelayClient, "status">,
  { id, expiresAt }: { readonly id: string; readonly expiresAt: string | number },
  options: { readonly signal?: AbortSignal } = {},
): Promise<RequestStatus> {
  try {
    return (await relay.status(id, options)).state;
  } catch (error) {
    options.signal?.throwIfAborted();
    return statusFromError(errorCode(error), expiresAt) ?? "unreachable";
  }
}

/**
 * The status that the error of a relay call tells, or `null` where it tells none. All but `expired` is the
 * relay's word, which is no reason to delete a key.
 *
 * @param code - Of a `DeliveryError`.
 *
 * @example
 * ```ts
 * import { statusFromError } from "@pct/exchange/request-status";
 *
 * console.log(statusFromError("request-unknown", "2020-01-01T00:00:00.000Z")); // "expired"
 * ```
 */
export function statusFromError(
  code: string,
  expiresAt: string | number,
): "received" | "cancelled" | "expired" | "unknown" | "altered" | null {
  switch (code) {
    case "already-received":
      return "received";
    case "request-cancelled":
      return "cancelled";
    // The relay alone does not decide that a request is over: clients then delete its key.
    case "request-expired":
    case "request-unknown":
      return isExpired(expiresAt) ? "expired" : "unknown";
    case "request-altered":
      return "altered";
    default:
      return null;
  }
}

const UNREACHABLE: readonly string[] = ["relay-unreachable", "relay-timeout"];
const FAILING: readonly string[] = ["relay-busy", "relay-failed"];
/** What a network's sign-in page answers in place of the relay. */
const INTERCEPTED: readonly string[] = ["relay-redirects", "relay-answer-invalid"];

/**
 * Why the relay gives no answer now although a later call may: `unreachable` where no answer came,
 * `failing` where the relay itself said so; `null` for errors that a retry does not change.
 *
 * @param code - Of a `DeliveryError`.
 * @param hasAnswered - Whether this relay answered before. A redirect or a foreign page then comes from
 * a network in between; before, it means that there is no relay at this address.
 *
 * @example
 * ```ts
 * import { classifyRelayError } from "@pct/exchange/request-status";
 *
 * console.log(classifyRelayError("relay-busy", { hasAnswered: false })); // "failing"
 * console.log(classifyRelayError("request-unknown", { hasAnswered: true })); // null
 * ```
 */
export function classifyRelayError(
  code: string,
  { hasAnswered }: { readonly hasAnswered: boolean },
): "unreachable" | "failing" | null {
  if (UNREACHABLE.includes(code)) return "unreachable";
  if (FAILING.includes(code)) return "failing";
  return hasAnswered && INTERCEPTED.includes(code) ? "unreachable" : null;
}

/**
 * The code of an error that has one, else an empty string. Errors are not tested by class, since they
 * may have crossed from a worker.
 *
 * @example
 * ```ts
 * import { errorCode } from "@pct/exchange/request-status";
 *
 * console.log(errorCode(new Error("no code"))); // ""
 * ```
 */
export function errorCode(error: unknown): string {
  const hasCode = typeof error === "object" && error !== null && "code" in error;
  return hasCode && typeof error.code === "string" ? error.code : "";
}
