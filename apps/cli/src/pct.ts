import { processStreams } from "./io/streams.js";
import { CLEAR_CLIPBOARD } from "./program/command-table.js";
import { debugging } from "./program/environment.js";
import { endProcess, watchSignals } from "./program/interruption.js";
import { main } from "./program/main.js";
import type { Host } from "./program/main.js";
import { flushNotices } from "./terminal/notices.js";

// Node 20 warns that its X25519 is experimental, which a user can't change.
if (!debugging()) process.removeAllListeners("warning");

const [, , ...args] = process.argv;

const host: Host = {
  streams: processStreams,
  watchSignals,
  // Last resort: report uncaught exceptions like any failure.
  onUncaughtException: (report) => {
    process.on("uncaughtException", (error) => {
      endProcess(report(error));
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
