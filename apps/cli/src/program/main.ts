import { loadCatalog } from "@pct/messages";
import type { Language } from "@pct/messages";

import { BrokenPipe, EXIT } from "../errors/failure.js";
import { reportFailure } from "../terminal/notices.js";
import { runProgram } from "./command-line.js";
import { preferredLanguage } from "./environment.js";
import { endInterrupted, Interruption, watchSignals } from "./interruption.js";
import type { Session } from "./session.js";

/** One call of `pct`: returns its exit code. */
export async function main(args: readonly string[]): Promise<number> {
  const language = languageOption(args) ?? preferredLanguage();
  const t = await loadCatalog(language);
  let signal: AbortSignal | undefined;
  const session: Session = {
    language,
    t,
    // Not before it is needed: a new password has nothing to undo.
    get signal() {
      return (signal ??= watchSignals());
    },
  };
  const conclude = (error: unknown): number => {
    if (error instanceof Interruption) endInterrupted(error);
    return error instanceof BrokenPipe ? EXIT.brokenPipe : reportFailure(error, t);
  };
  // Nothing is known that ends up here; but if something does, it is told like everything else.
  process.on("uncaughtException", (error) => {
    process.exit(conclude(error));
  });
  return runProgram(args, session).catch(conclude);
}

/** `--lang` must be known before the options are read, because their errors are told in it. */
function languageOption(args: readonly string[]): Language | null {
  const end = args.indexOf("--");
  const options = end === -1 ? args : args.slice(0, end);
  const index = options.findLastIndex((arg) => arg === "--lang" || arg.startsWith("--lang="));
  const value = options[index]?.startsWith("--lang=")
    ? options[index].slice(7)
    : options[index + 1];
  return index !== -1 && (value === "es" || value === "en") ? value : null;
}
