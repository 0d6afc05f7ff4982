import { processStreams } from "./io/streams.js";
import { CLEAR_CLIPBOARD } from "./program/command-table.js";
import { debugging } from "./program/environment.js";
import { endProcess, watchSignals } from "./program/interruption.js";
import { main } from "./program/main.js";
import type { Host } from "./program/main.js";
import { flushNotices } from "./terminal/notices.js";

if (!debugging()) hideWarning(/^The (?:X25519|Ed25519) Web Crypto API/);

const [, , ...args] = process.argv;

const host: Host = {
  streams: processStreams,
  watchSignals,
  // Last resort: report uncaught exceptions like any failure.
  onUncaughtException: (report) => {
    process.on("uncaughtException", (error) => {
      void report(error).then(endProcess);
    });
  },
};

if (args[0] === CLEAR_CLIPBOARD) {
  void import("./terminal/clipboard.js").then(({ clearLater }) => clearLater());
} else {
  void main(args, host).then(async (exitCode) => {
    await flushNotices();
    // Output is flushed; skip Node's slow teardown.
    endProcess(exitCode);
  });
}

/** Hides one of Node's warnings: Node 20 calls X25519 experimental, which a user can't change. */
function hideWarning(message: RegExp): void {
  const listeners = process.listeners("warning");
  process.removeAllListeners("warning").on("warning", (warning) => {
    if (message.test(warning.message)) return;
    for (const listener of listeners) listener.call(process, warning);
  });
}
