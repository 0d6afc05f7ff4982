import { setTimeout as sleep } from "node:timers/promises";

import { isDeliveryError } from "@pct/delivery/errors";

import type { Session } from "../program/session.js";
import { showLine } from "../terminal/progress.js";
import { textsOf } from "./kept-invitations.js";

/** How long a relay is waited for that limits the rate of calls: it counts by the minute. */
const PATIENCE_MS = 600_000;
/** Where the relay does not say how long. */
const USUAL_SECONDS = 10;

/** Makes a call to a relay, again after each time that it asks to wait: many people need many calls. */
export async function whenAdmitted<T>(call: () => Promise<T>, session: Session): Promise<T> {
  const end = performance.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await call();
    } catch (error) {
      const isBusy = isDeliveryError(error) && error.code === "relay-busy";
      if (!isBusy || performance.now() > end) throw error;
      const line = showLine((await textsOf(session)).serverWaits);
      try {
        const seconds = error.params.retryAfter ?? USUAL_SECONDS;
        await sleep(seconds * 1000, undefined, { signal: session.signal });
      } catch {
        session.signal.throwIfAborted();
      } finally {
        line.stop();
      }
    }
  }
}
