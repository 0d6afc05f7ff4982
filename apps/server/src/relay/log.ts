import { pino } from "pino";
import type { DestinationStream, Logger } from "pino";

/**
 * What the relay writes down: one line of JSON for each request, with the template of its address, and
 * one for each failure. Never an ID, a token, a key, a body or the address of a client: lines are made
 * of named fields, and there is none for them.
 */

export type LogLevel = "error" | "warn" | "info" | "silent";

/** One request. */
export interface RequestLine {
  readonly method: string;
  readonly route: string;
  readonly status: number;
  /** Until the answer was made. */
  readonly milliseconds: number;
  /** Bytes of both bodies. */
  readonly received: number;
  readonly sent: number;
  /** The code of the problem document, if it is one. */
  readonly problem?: string;
  /** What stands behind a problem that is ours: an error's name or code, without its message. */
  readonly cause?: string;
}

export interface RelayLog {
  request(line: RequestLine): void;
  /** Something nobody has foreseen, and where. */
  unexpected(error: unknown): void;
  /** A fault of the store outside of any request. */
  housekeepingFailed(error: unknown): void;
}

/** Lines are handed over together, since each time costs as much as making ten of them. */
const TOGETHER = { characters: 16 * 1024, milliseconds: 500 };

/**
 * A log on a stream, standard output unless told. There, all but failures may come a little later.
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
      if (line.cause === undefined) logger.info(line, "request");
      else failure(line, "request failed");
    },
    unexpected(error) {
      failure({ cause: nameOf(error), at: framesOf(error) }, "unexpected");
    },
    housekeepingFailed(error) {
      failure({ cause: causeOf(error) }, "housekeeping failed");
    },
  };
}

/** Collects lines by itself: pino's stream counts all that it has collected with each line that comes. */
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

  // Before pino's own listeners, which then see to it that all of it is written.
  process.once("beforeExit", flush).once("exit", flush);
  const output = pino.destination({ dest: 1, sync: false });
  return {
    write(line) {
      lines.push(line);
      length += line.length;
      if (length >= TOGETHER.characters) flush();
      else timer ??= setTimeout(flush, TOGETHER.milliseconds).unref();
    },
    flush,
  };
}

/** The innermost name: an error of ours says less than what it was made from. */
export function causeOf(error: unknown): string {
  return error instanceof Error && error.cause !== undefined ? causeOf(error.cause) : nameOf(error);
}

function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  return "code" in error && typeof error.code === "string" ? error.code : error.name;
}

/** Its message may repeat what it was given; where it was thrown does not. */
function framesOf(error: unknown): string[] {
  const stack = error instanceof Error ? (error.stack ?? "") : "";
  return stack
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line.startsWith("at "));
}
