import { cli } from "./cli.js";
import { delivery } from "./delivery.js";
import { files } from "./files.js";
import { inspect } from "./inspect.js";
import { notices, progress, prompts } from "./notices.js";
import { usage } from "./usage.js";

/** English. Its shape is the type of every catalogue. */
export const en = {
  files,
  cli,
  usage,
  prompts,
  progress,
  notices,
  inspect,
  delivery,
};

/** All messages of one language. */
export type Catalog = typeof en;
