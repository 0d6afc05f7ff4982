import type { Readable } from "node:stream";

import type { Call } from "./call.js";
import { Refusal } from "./problem.js";
import { Uploads } from "./uploads.js";
import type { UploadLimits } from "./uploads.js";

/** Reads bodies, and counts their bytes while it reads. */

export interface BodyLimits extends UploadLimits {
  /** Milliseconds from the first to the last byte. */
  readonly timeoutMs: number;
}

/** Reads a body of at most that many bytes. */
export type ReadBody = (call: Call, maximum: number, client: string) => Promise<Buffer>;

/** Seconds after which a client may try again whose upload gave way. */
const DISPLACED_RETRY_SECONDS = 1;

/**
 * Creates a reader with limits over all requests together.
 *
 * It rejects with a {@link Refusal}: `body-too-large` as soon as that is known, `body-timeout`,
 * `body-malformed` when the client closes the connection, `upload-displaced` when it gives way to another one.
 */
export function bodyReader({ timeoutMs, ...limits }: BodyLimits): ReadBody {
  const uploads = new Uploads(limits);

  function read(source: Readable, maximum: number, client: string): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      const parts: Buffer[] = [];
      let length = 0;

      const onData = (part: Buffer): void => {
        length += part.length;
        parts.push(part);
        if (length > maximum) stop(new Refusal("body-too-large", { maxBytes: maximum }));
        else uploads.receive(upload, part.length);
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
      const upload = uploads.begin(client, () => {
        stop(new Refusal("upload-displaced", { retryAfter: DISPLACED_RETRY_SECONDS }));
      });

      function stop(refusal: Refusal): void {
        cleanUp();
        source.pause();
        reject(refusal);
      }
      function cleanUp(): void {
        clearTimeout(timer);
        uploads.end(upload);
        source.off("data", onData).off("end", onEnd).off("close", onClose);
      }
      // The listener for errors stays: without one, a later error would end the process.
      source.on("data", onData).on("end", onEnd).on("close", onClose).on("error", onClose);
    });
  }

  return async (call, maximum, client) => {
    const declared = Number(call.header("content-length") ?? 0);
    if (declared > maximum) throw new Refusal("body-too-large", { maxBytes: maximum });
    const body = await read(call.incoming, maximum, client);
    call.received = body.length;
    return body;
  };
}
