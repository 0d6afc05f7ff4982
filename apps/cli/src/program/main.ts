import { loadCatalog, loadFullCatalog } from "@pct/messages";
import type { Language } from "@pct/messages";

import { BrokenPipe, EXIT } from "../errors/failure.js";
import { useStreams } from "../io/streams.js";
import type { Streams } from "../io/streams.js";
import { linesWereUntaken, reportFailure, useQuiet, warn } from "../terminal/notices.js";
import { runProgram } from "./command-line.js";
import { preferredLanguage } from "./environment.js";
import { exitCodeOf, Interruption } from "./interruption.js";
import type { Session } from "./session.js";

/** What a call of pct needs from the process that it runs in. */
export interface Host {
  readonly streams: Streams;
  /** Called when the command has something to undo: the signal aborts with an `Interruption`. */
  readonly watchSignals: () => AbortSignal;
  /** Takes the function that reports an uncaught exception and returns the exit code. */
  readonly onUncaughtException: (report: (error: unknown) => Promise<number>) => void;
}

/** Runs one call of `pct`; returns its exit code. Uses the process's environment and folder. */
export async function main(args: readonly string[], host: Host): Promise<number> {
  useStreams(host.streams);
  const options = optionsOf(args);
  useQuiet(options.includes("-q") || options.includes("--quiet"));
  const language = languageOption(options) ?? preferredLanguage();
  const t = await loadCatalog(language);
  let signal: AbortSignal | undefined;
  const session: Session = {
    language,
    t,
    loadFullCatalog: () => loadFullCatalog(language),
    // Lazy: `pct generate` has nothing to undo.
    get signal() {
      return (signal ??= host.watchSignals());
    },
  };
  const report = async (error: unknown): Promise<number> => {
    if (error instanceof Interruption) return exitCodeOf(error);
    if (error instanceof BrokenPipe) return EXIT.brokenPipe;
    return reportFailure(error, await session.loadFullCatalog());
  };
  host.onUncaughtException(report);
  const exitCode = await runProgram(args, session).catch(report);
  if (linesWereUntaken()) warn(t.notices.onlyFirstLine);
  return exitCode;
}

/** The arguments before `--`. */
function optionsOf(args: readonly string[]): readonly string[] {
  const end = args.indexOf("--");
  return end === -1 ? args : args.slice(0, end);
}

/** The language of `--lang`, which must be known before the options are parsed: errors are told in it. */
function languageOption(options: readonly string[]): Language | null {
  const index = options.findLastIndex((arg) => arg === "--lang" || arg.startsWith("--lang="));
  const value = options[index]?.startsWith("--lang=")
    ? options[index].slice(7)
    : options[index + 1];
  return index !== -1 && (value === "es" || value === "en") ? value : null;
}
