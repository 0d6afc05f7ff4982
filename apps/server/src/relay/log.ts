import { fstatSync, write, writeSync } from "node:fs";
import { promisify } from "node:util";

import { pino } from "pino";
import type { DestinationStream, Logger } from "pino";

import { LineWriter } from "./line-writer.js";

/**
 * The log of the relay: one line of JSON for each request, with its route, and one for each failure. Lines
 * consist of named fields; none of these can hold an ID, a token, a key, a body or the address of a client.
 */

export type LogLevel = "error" | "warn" | "info" | "silent";

/** One request. */
export interface RequestLine {
  readonly method: string;
  readonly route: string;
  readonly status: number;
  /** From the request to its answer. */
  readonly milliseconds: number;
  /** Bytes of the request body. */
  readonly received: number;
  /** Bytes of the response body. */
  readonly sent: number;
  /** The code of the problem document, if the answer is one. */
  readonly problem?: string;
  /** For statuses from 500: the name or code of the error behind it, without its message. */
  readonly cause?: string;
}

export interface RelayLog {
  request(line: RequestLine): void;
  /** A bug: an error that no code expects, with its stack. */
  unexpected(error: unknown): void;
  /** A failure of the store outside of a request. */
  housekeepingFailed(error: unknown): void;
  /** A request came through a proxy, and no proxy is trusted. */
  untrustedProxy(): void;
  /** The receiver of webhooks begins to fail. */
  webhookFails(cause: string): void;
  webhookWorks(): void;
  /** Events that no webhook will report. */
  eventsLost(count: number): void;
  /** Lines that could not be written since the start. */
  readonly lost: number;
  /** Writes what waits, for a moment at most. */
  close(): Promise<void>;
}

/** Where lines go: standard output, or a test's own. */
interface LogStream extends DestinationStream {
  readonly lost?: number;
  flush?(): void;
  close?(): Promise<void>;
}

/** What clients get that reach a limit of their own: logged as warnings, for the administrator. */
const LIMITED = new Set(["rate-limited", "quota-exceeded", "upload-displaced"]);

/** When buffered lines are written: one write takes as long as making ten lines. */
const FLUSH_AT = { characters: 16 * 1024, milliseconds: 500 };
/** Characters of lines that wait for an output that is full or slow. */
const LIMIT = 2 ** 20;
/** Milliseconds for the last lines when the server stops. */
const CLOSE_MS = 500;

/**
 * Creates a log.
 *
 * @param stream - By default standard output, to which lines are written with a delay, failures immediately.
 *
 * @example
 * ```ts
 * const log = relayLog("info");
 * ```
 */
export function relayLog(level: LogLevel, stream: LogStream = standardOutput()): RelayLog {
  const logger: Logger = pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    stream,
  );

  function failure(line: object, message: string): void {
    logger.error(line, message);
    stream.flush?.();
  }

  return {
    request(line) {
      if (line.cause !== undefined) failure(line, "request failed");
      else if (LIMITED.has(line.problem ?? "")) logger.warn(line, "client limited");
      else logger.info(line, "request");
    },
    unexpected(error) {
      failure({ cause: nameOf(error), at: framesOf(error) }, "unexpected");
    },
    housekeepingFailed(error) {
      failure({ cause: causeOf(error) }, "housekeeping failed");
    },
    untrustedProxy() {
      logger.warn(
        { setting: "PCT_TRUST_PROXY" },
        "X-Forwarded-For is ignored because PCT_TRUST_PROXY is 0: all clients behind the proxy share one " +
          "rate limit and one quota. If the proxy is yours, set PCT_TRUST_PROXY to the number of your proxies",
      );
      stream.flush?.();
    },
    webhookFails(cause) {
      logger.warn({ cause }, "the receiver of webhooks fails: each event is tried again for hours");
      stream.flush?.();
    },
    webhookWorks() {
      logger.info("the receiver of webhooks works again");
    },
    eventsLost(count) {
      logger.warn({ count }, "events were given up that no webhook has reported");
    },
    get lost() {
      return stream.lost ?? 0;
    },
    async close() {
      await stream.close?.();
    },
  };
}

/** Standard output, which may be full, or a pipe that nothing reads: then lines are dropped, and nothing waits. */
function standardOutput(): LogStream {
  const writer = new LineWriter({
    write: writerOf(1),
    flushAt: FLUSH_AT.characters,
    delayMs: FLUSH_AT.milliseconds,
    limit: LIMIT,
    lostLine: (count) =>
      `${JSON.stringify({ level: 40, time: new Date().toISOString(), count, msg: "log lines were lost" })}\n`,
  });
  process.once("exit", () => {
    try {
      writeSync(1, writer.rest());
    } catch {
      // Ignore: the process ends, and the output takes no more.
    }
  });
  return {
    write(line) {
      writer.add(line);
    },
    flush() {
      writer.flush();
    },
    get lost() {
      return writer.lost;
    },
    close: () => writer.close(CLOSE_MS),
  };
}

/** How to write to standard output without waiting for it. */
function writerOf(descriptor: 1): (bytes: Buffer) => Promise<number> {
  const kind = fstatSync(descriptor);
  if (kind.isFile() || (kind.isCharacterDevice() && !process.stdout.isTTY)) {
    const writing = promisify(write);
    return async (bytes) => (await writing(descriptor, bytes)).bytesWritten;
  }
  // A write to a pipe on another thread could last for ever, and so would the process.
  process.stdout.on("error", () => undefined);
  return (bytes) =>
    new Promise((resolve, reject) => {
      process.stdout.write(bytes, (error) => {
        if (error) reject(error);
        else resolve(bytes.length);
      });
    });
}

/** The name of the innermost cause, which is the most specific. */
export function causeOf(error: unknown): string {
  return error instanceof Error && error.cause !== undefined ? causeOf(error.cause) : nameOf(error);
}

function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  return "code" in error && typeof error.code === "string" ? error.code : error.name;
}

/** The stack without the message, which may contain user data. */
function framesOf(error: unknown): string[] {
  const stack = error instanceof Error ? (error.stack ?? "") : "";
  return stack
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line.startsWith("at "));
}
