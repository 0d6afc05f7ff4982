import type { Catalog } from "../en/index.js";
import { cli } from "./cli.js";
import { delivery } from "./delivery.js";
import { files } from "./files.js";
import { inspect } from "./inspect.js";
import { notices, progress, prompts } from "./notices.js";
import { usage } from "./usage.js";

/** Spanish: neutral, of Latin America, and of the kind that says "tú". */
export const es = {
  files,
  cli,
  usage,
  prompts,
  progress,
  notices,
  inspect,
  delivery,
} satisfies Catalog;
