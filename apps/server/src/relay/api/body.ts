import type { Readable } from "node:stream";

import type { Call } from "./call.js";
import { Refusal } from "./problem.js";

/** Reads bodies, and counts their bytes while it reads. */

export interface BodyLimits {
  /** Milliseconds from the first to the last byte. */
  readonly timeoutMs: number;
  /** Bytes of all bodies that are being read at the same time. */
  readonly maxTotalBytes: number;
}

/** Reads a body of at most that many bytes. */
export type ReadBody = (call: Call, maximum: number) => Promise<Buffer>;

/**
 * Creates a reader with limits over all requests together.
 *
 * It rejects with a {@link Refusal}: `body-too-large` as soon as that is known, `body-timeout`,
 * `body-malformed` when the client closes the connection, `store-unavailable` when all bodies together exceed
 * `maxTotalBytes`.
 */
export function bodyReader({ timeoutMs, maxTotalBytes }: BodyLimits): ReadBody {
  let totalBytes = 0;

  function read(source: Readable, maximum: number): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      const parts: Buffer[] = [];
      let length = 0;

      const onData = (part: Buffer): void => {
        length += part.length;
        totalBytes += part.length;
        parts.push(part);
        if (length > maximum) stop(new Refusal("body-too-large", { maxBytes: maximum }));
        else if (totalBytes > maxTotalBytes) {
          stop(new Refusal("store-unavailable", { retryAfter: 1 }));
        }
      };
      const onEnd = (): void => {
        cleanUp();
        resolve(parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts));
      };
      const onClose = (): void => {
        stop(new Refusal("body-malformed"));
      };
      const timer = setTimeout(() => {
        stop(new Refusal("body-timeout"));
      }, timeoutMs);

      function stop(refusal: Refusal): void {
        cleanUp();
        source.pause();
        reject(refusal);
      }
      function cleanUp(): void {
        clearTimeout(timer);
        totalBytes -= length;
        source.off("data", onData).off("end", onEnd).off("close", onClose);
      }
      // The listener for errors stays: without one, a later error would end the process.
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
