import type { RelayClient } from "@pct/delivery/relay-client";

import type { Backoff } from "./backoff.js";
import { classifyRelayError, errorCode } from "./request-status.js";

/** The recipient's side: waits for the answer to a request. Imports no schema and no cipher. */

/** How the last call to the relay went. */
export type Contact = "reached" | "unreachable" | "failing";

/** Options of {@link followRequest}. */
export interface FollowOptions {
  /** Makes the relay's client, or loads it; called again after each failure. */
  readonly connect: () => RelayClient | Promise<RelayClient>;
  /** Runs on each connection before the relay is asked for the answer: to create or check the request. */
  readonly prepare?: (relay: RelayClient) => Promise<void>;
  /** Whether the relay answered for this request before, so that the request surely exists. */
  readonly hasAnswered: boolean;
  /** Whether to retry before the relay has answered once. */
  readonly retryFirst: boolean;
  /** Pauses between retries; reset by each answer. */
  readonly backoff: Backoff;
  /** Says whether to go on retrying; asked after each failed call. */
  readonly mayRetry?: () => boolean;
  /** Called after each call. */
  readonly onContact?: (contact: Contact) => void;
  readonly signal: AbortSignal;
}

/**
 * Asks the relay until the answer to a request has arrived, however long that takes, through outages of
 * the network and the server. Reading changes nothing at the relay.
 *
 * Until the relay has answered, it is asked not to hold its answer back: a wrong address shows at once.
 *
 * @returns The encrypted answer.
 *
 * @throws The first error that a retry does not change (`already-received`, `request-unknown`,
 * `request-cancelled`, `request-altered` …), or `signal.reason`.
 *
 * @example
 * ```ts
 * import { createRelayClient } from "@pct/delivery/relay-client";
 * import { Backoff } from "@pct/exchange/backoff";
 * import { followRequest } from "@pct/exchange/follow-request";
 *
 * export async function waitForAnswer(id: string, claimToken: string): Promise<Uint8Array> {
 *   return followRequest(
 *     { id, claimToken },
 *     {
 *       connect: () => createRelayClient({ baseUrl: "https://example.org" }),
 *       hasAnswered: false,
 *       retryFirst: true,
 *       backoff: new Backoff({ firstMs: 2000, longestMs: 30_000 }),
 *       signal: AbortSignal.timeout(3_600_000),
 *     },
 *   );
 * }
 * ```
 */
export async function followRequest(
  { id, claimToken }: { readonly id: string; readonly claimToken: string },
  options: FollowOptions,
): Promise<Uint8Array> {
  const { connect, prepare, retryFirst, backoff, signal } = options;
  let { hasAnswered } = options;
  const onAnswer = (): void => {
    hasAnswered = true;
    backoff.reset();
    options.onContact?.("reached");
  };
  for (;;) {
    try {
      const relay = await connect();
      if (prepare !== undefined) {
        await prepare(relay);
        onAnswer();
      }
      for (;;) {
        const wait = hasAnswered ? {} : { wait: 0 };
        const answer = await relay.collect(id, claimToken, { ...wait, signal });
        onAnswer();
        if (answer !== null) return answer;
      }
    } catch (error) {
      signal.throwIfAborted();
      const contact = classifyRelayError(errorCode(error), { hasAnswered });
      const mayRetry = (hasAnswered || retryFirst) && (options.mayRetry?.() ?? true);
      if (contact === null || !mayRetry) throw error;
      options.onContact?.(contact);
      await backoff.wait(signal);
    }
  }
}
