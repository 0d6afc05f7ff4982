import { constants } from "node:fs";
import { open } from "node:fs/promises";

import { LineWriter } from "../line-writer.js";
import type { EventSink } from "./events.js";

/** Events as lines of JSON in a file. */

/** Milliseconds from an event to its line. */
const DELAY_MS = 100;
/** Characters of lines that wait for a file that cannot be written: about 30,000 events. */
const LIMIT = 4 * 2 ** 20;
/** Milliseconds for the last lines when the server stops. */
const CLOSE_MS = 1000;

/**
 * Opens the audit log. Each batch of lines opens the file again, so it may be renamed, truncated or deleted at any
 * time, as logrotate does, without a signal.
 *
 * @throws An error of the file system if the file cannot be opened.
 *
 * @example
 * ```ts
 * const log = await auditLog("/var/log/pct/audit.log");
 * ```
 */
export async function auditLog(path: string): Promise<EventSink & { readonly lost: number }> {
  // Not blocking: a FIFO without a reader would keep a thread of Node for ever.
  const { O_APPEND, O_CREAT, O_WRONLY, O_NONBLOCK } = constants;
  const appending = O_APPEND | O_CREAT | O_WRONLY | O_NONBLOCK;
  const append = async (bytes: Buffer): Promise<number> => {
    const file = await open(path, appending, 0o600);
    try {
      const { bytesWritten } = await file.write(bytes);
      return bytesWritten;
    } finally {
      await file.close();
    }
  };
  await append(Buffer.alloc(0));
  const lostLine = (count: number): string =>
    lineOf({ time: new Date().toISOString(), type: "lost", count });
  const writer = new LineWriter({ write: append, delayMs: DELAY_MS, limit: LIMIT, lostLine });
  return {
    get lost() {
      return writer.lost;
    },
    add({ time, type, request }) {
      writer.add(lineOf({ time, type, request }));
    },
    close: () => writer.close(CLOSE_MS),
  };
}

function lineOf(values: object): string {
  return `${JSON.stringify(values)}\n`;
}
