import { isDeliveryError } from "@pct/delivery/errors";
import type { RelayClient } from "@pct/delivery/relay-client";
import { Backoff } from "@pct/exchange/backoff";
import { followRequest } from "@pct/exchange/follow-request";
import { isExpired, statusFromError } from "@pct/exchange/request-status";
import type { FullCatalog } from "@pct/messages";

import { inContext } from "../errors/context.js";
import { Failure } from "../errors/failure.js";
import type { Session } from "../program/session.js";
import { showLine } from "../terminal/progress.js";
import { forgetRequest } from "./pending-requests.js";
import type { PendingRequest } from "./pending-requests.js";
import { serverOption } from "./server.js";
import { isOver, shortId } from "./state-files.js";

/** Pause between series of calls. The relay client retries for a few seconds within each. */
const RETRY_DELAY_MS = 5000;

export interface AwaitOptions {
  /** `false` asks the relay once. */
  readonly wait: boolean;
  /** Whether the relay has answered in this run already, so that an outage is waited for. */
  readonly reached: boolean;
}

/** Waits for the encrypted answer, which may take days; shows on the terminal what it waits for. */
export async function awaitAnswer(
  request: PendingRequest,
  relay: RelayClient,
  session: Session,
  options: AwaitOptions,
): Promise<Uint8Array> {
  const { t } = session;
  const line = showLine(t.delivery.waiting);
  try {
    if (!options.wait) return await lookOnce(request, relay, session);
    return await followRequest(request, {
      connect: () => relay,
      hasAnswered: options.reached,
      retryFirst: false,
      backoff: new Backoff({ firstMs: RETRY_DELAY_MS, longestMs: RETRY_DELAY_MS }),
      mayRetry: () => !isExpired(request.expiresAt),
      onContact: (contact) => {
        line.update(contact === "reached" ? t.delivery.waiting : t.delivery.waitingForServer);
      },
      signal: session.signal,
    });
  } catch (error) {
    throw inContext({ server: request.server }, await explainEnd(error, request));
  } finally {
    line.stop();
  }
}

async function lookOnce(
  { id, claimToken }: PendingRequest,
  relay: RelayClient,
  { signal }: Session,
): Promise<Uint8Array> {
  const answer = await relay.collect(id, claimToken, { wait: 0, signal });
  if (answer === null) throw new Failure((t) => t.delivery.nothingYet());
  return answer;
}

/** What the relay's error means for the recipient. Deletes the key only when its time is over. */
async function explainEnd(error: unknown, request: PendingRequest): Promise<unknown> {
  if (!isDeliveryError(error)) return error;
  const id = shortId(request);
  const option = (t: FullCatalog): string => serverOption(request.server, t);
  const status = statusFromError(error.code, request.expiresAt);
  if (status === null || status === "altered") return error;
  if (isOver(request)) {
    await forgetRequest(request);
    return status === "received"
      ? error
      : new Failure((t) => t.delivery.expired({ option: option(t) }));
  }
  switch (status) {
    case "received":
      return new Failure((t) => t.delivery.receivedSaysServer({ id, option: option(t) }), {
        cause: error,
      });
    case "cancelled":
      return new Failure((t) => t.delivery.cancelledAtServer({ id, option: option(t) }), {
        cause: error,
      });
    case "expired":
    case "unknown":
      return new Failure((t) => t.delivery.gone({ id, option: option(t) }), { cause: error });
  }
}
