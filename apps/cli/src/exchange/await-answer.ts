import { setTimeout as sleep } from "node:timers/promises";

import type { RelayClient } from "@pct/delivery/relay-client";

import { Failure, isDeliveryError } from "../errors/failure.js";
import { untilAborted } from "../program/interruption.js";
import { forgetRequest, isOver, shortId } from "./pending-requests.js";
import type { PendingRequest } from "./pending-requests.js";
import { showLine } from "../terminal/progress.js";
import { mayPass, namingServer } from "./server.js";
import type { Session } from "../program/session.js";

/** Waiting for an answer, which may take days, through a server that may be out of reach meanwhile. */

/** Between two series of tries, of which the relay client makes several in a few seconds. */
const PAUSE_MS = 5000;

/** Seconds for which the relay holds its answer back. */
const WAIT = 25;

export interface WaitingOptions {
  /** Whether to wait at all, or to look once. */
  readonly wait: boolean;
  /** Whether the server has just answered. From then on it is waited for as well. */
  readonly reached: boolean;
}

/** The encrypted answer, when it is there. */
export async function awaitAnswer(
  request: PendingRequest,
  relay: RelayClient,
  session: Session,
  { wait, reached }: WaitingOptions,
): Promise<Uint8Array> {
  const { t, signal } = session;
  const look = (seconds: number): Promise<Uint8Array | null> =>
    relay.collect(request.id, request.claimToken, { wait: seconds, signal });
  const line = showLine(t.delivery.waiting);
  try {
    let hasAnswered = reached;
    for (;;) {
      try {
        // The first look tells at once whether there is a server at all.
        const file = await look(hasAnswered ? WAIT : 0);
        if (file !== null) return file;
        if (!wait) throw new Failure((t) => t.delivery.nothingYet());
        hasAnswered = true;
        line.update(t.delivery.waiting);
      } catch (error) {
        if (!wait || !hasAnswered || !isOfNetwork(error) || isOver(request)) throw error;
        line.update(t.delivery.waitingForServer);
        await untilAborted(sleep(PAUSE_MS), signal);
      }
    }
  } catch (error) {
    throw namingServer(request.server, await whatItMeans(error, request));
  } finally {
    line.stop();
  }
}

/** What a network does to a server that has answered before: it goes away, or puts a page of its own there. */
function isOfNetwork(error: unknown): boolean {
  return (
    mayPass(error) ||
    (isDeliveryError(error) && ["relay-redirects", "relay-answer-invalid"].includes(error.code))
  );
}

/** For the one who waits; a request that is over is forgotten. */
async function whatItMeans(error: unknown, request: PendingRequest): Promise<unknown> {
  if (!isDeliveryError(error)) return error;
  switch (error.code) {
    case "already-received":
      await forgetRequest(request);
      return error;
    case "request-unknown":
      if (!isOver(request)) {
        return new Failure((t) => t.delivery.gone({ id: shortId(request) }));
      }
      await forgetRequest(request);
      return new Failure((t) => t.delivery.expired());
    default:
      return error;
  }
}
