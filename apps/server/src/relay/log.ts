import { pino } from "pino";
import type { DestinationStream, Logger } from "pino";

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
}

/** What clients get that reach a limit of their own: logged as warnings, for the administrator. */
const LIMITED = new Set(["rate-limited", "quota-exceeded", "upload-displaced"]);

/** When buffered lines are written: one write takes as long as making ten lines. */
const FLUSH_AT = { characters: 16 * 1024, milliseconds: 500 };

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
export function relayLog(level: LogLevel, stream?: DestinationStream): RelayLog {
  const logger: Logger = pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    stream ?? standardOutput(),
  );

  function failure(line: object, message: string): void {
    logger.error(line, message);
    logger.flush();
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
      logger.flush();
    },
  };
}

/** Buffers lines for standard output; pino's own buffer counts all of its bytes again for each line. */
function standardOutput(): DestinationStream & { flush(): void } {
  let lines: string[] = [];
  let length = 0;
  let timer: NodeJS.Timeout | null = null;

  function flush(): void {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (length > 0) output.write(lines.join(""));
    lines = [];
    length = 0;
  }

  // Registered before pino's listeners, which write everything that the buffer has passed on.
  process.once("beforeExit", flush).once("exit", flush);
  const output = pino.destination({ dest: 1, sync: false });
  return {
    write(line) {
      lines.push(line);
      length += line.length;
      if (length >= FLUSH_AT.characters) flush();
      else timer ??= setTimeout(flush, FLUSH_AT.milliseconds).unref();
    },
    flush,
  };
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
