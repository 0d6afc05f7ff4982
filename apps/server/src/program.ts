import { maskForTerminal } from "@pct/delivery/safe-text";
import { serverSentences } from "@pct/messages/server";
import type { ServerSentences } from "@pct/messages/server";

import type { HttpServer } from "./http/server.js";
import type { Relay } from "./relay/relay.js";
import { terminalLanguage } from "./settings.js";
import { StartFailure } from "./start-failure.js";

/** How a program of the server starts and ends. */

/** Milliseconds that the process may take to end by itself. */
const EXIT_AFTER_MS = 500;

/** Runs `start`; if it fails, prints the reason and sets the exit code. */
export async function run(start: (t: ServerSentences) => Promise<void>): Promise<void> {
  const t = serverSentences[terminalLanguage()];
  try {
    await start(t);
  } catch (error) {
    const { say, exitCode } = failureOf(error);
    const { what, hint } = say(t);
    console.error(`pct: error: ${maskForTerminal(what)}\npct: hint: ${maskForTerminal(hint)}`);
    process.exitCode = exitCode;
  }
}

/** Shuts down gracefully on the first SIGINT or SIGTERM; a second one ends the process right away. */
export function closeOnSignal(server: HttpServer, relay: Relay): void {
  const close = async (): Promise<void> => {
    await Promise.all([server.close(), relay.close()]);
    // The process ends by itself, unless its log is a pipe that nothing reads.
    setTimeout(() => process.exit(), EXIT_AFTER_MS).unref();
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void close());
}

function failureOf(error: unknown): StartFailure {
  if (error instanceof StartFailure) return error;
  const reason = error instanceof Error ? error.message : String(error);
  return new StartFailure((t) => t.failed({ reason }));
}
