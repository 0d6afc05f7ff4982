import type { Readable } from "node:stream";

import type { Call } from "./call.js";
import { Refusal } from "./problem.js";

/** Bodies, counted while they are read. */

export interface BodyLimits {
  /** Milliseconds from the first to the last byte. */
  readonly timeout: number;
  /** Bytes of all bodies that are being read at the same time. */
  readonly atOnce: number;
}

/** Reads a body of a number of bytes at most. */
export type ReadBody = (call: Call, maximum: number) => Promise<Buffer>;

/**
 * A reader that keeps to its limits over all requests.
 *
 * It rejects with a {@link Refusal}: `body-too-large` as soon as that is known, `body-timeout`,
 * `body-malformed` where the client goes away, `store-unavailable` where too much is being read.
 */
export function bodyReader({ timeout, atOnce }: BodyLimits): ReadBody {
  let reading = 0;

  function read(source: Readable, maximum: number): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      const parts: Buffer[] = [];
      let length = 0;

      const onData = (part: Buffer): void => {
        length += part.length;
        reading += part.length;
        parts.push(part);
        if (length > maximum) stop(new Refusal("body-too-large", { maxBytes: maximum }));
        else if (reading > atOnce) stop(new Refusal("store-unavailable", { retryAfter: 1 }));
      };
      const onEnd = (): void => {
        leave();
        resolve(parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts));
      };
      const onClose = (): void => {
        stop(new Refusal("body-malformed"));
      };
      const timer = setTimeout(() => {
        stop(new Refusal("body-timeout"));
      }, timeout);

      function stop(refusal: Refusal): void {
        leave();
        source.pause();
        reject(refusal);
      }
      function leave(): void {
        clearTimeout(timer);
        reading -= length;
        source.off("data", onData).off("end", onEnd).off("close", onClose);
      }
      // An error comes before the end, too.
      source.on("data", onData).on("end", onEnd).on("close", onClose).on("error", onClose);
    });
  }

  return async (call, maximum) => {
    const declared = Number(call.header("content-length") ?? 0);
    if (declared > maximum) throw new Refusal("body-too-large", { maxBytes: maximum });
    const body = await read(call.incoming, maximum);
    call.received = body.length;
    return body;
  };
}
