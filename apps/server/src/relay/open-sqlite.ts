import { join, resolve } from "node:path";

import { StartFailure } from "../start-failure.js";
import { causeOf } from "./log.js";
import type { RelaySettings } from "./settings.js";
import { FileInUseError, NewerFileError } from "./stores/sqlite-file.js";
import { sqliteStore } from "./stores/sqlite.js";
import type { RelayStore } from "./stores/store.js";

/**
 * Opens the SQLite store in the data folder.
 *
 * @throws {@link StartFailure}.
 */
export async function openSqlite({ dataFolder, store }: RelaySettings): Promise<RelayStore> {
  const folder = resolve(dataFolder);
  try {
    return await sqliteStore({ path: join(folder, "relay.db"), ...store });
  } catch (error) {
    const reason = causeOf(error);
    if (error instanceof NewerFileError) throw new StartFailure((t) => t.dataNewer({ folder }));
    if (error instanceof FileInUseError) throw new StartFailure((t) => t.dataInUse({ folder }));
    throw new StartFailure((t) => t.dataUnusable({ folder, reason }));
  }
}
