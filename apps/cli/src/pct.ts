import { CLEAR_CLIPBOARD } from "./program/command-table.js";
import { debugging } from "./program/environment.js";
import { main } from "./program/main.js";
import { allSaid } from "./terminal/notices.js";

// Node 20 warns that its X25519 is experimental. Whoever runs pct did not choose it.
if (!debugging()) process.removeAllListeners("warning");

const [, , ...args] = process.argv;

if (args[0] === CLEAR_CLIPBOARD) {
  void import("./terminal/clipboard.js").then(({ clearLater }) => clearLater());
} else {
  void main(args).then(async (exitCode) => {
    await allSaid();
    // All data has been handed over, and to wait for Node to take itself apart takes its time.
    process.exit(exitCode);
  });
}
