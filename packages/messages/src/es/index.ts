import type { Catalog } from "../en/index.js";
import { cli } from "./cli.js";
import { deliveryErrors } from "./delivery-errors.js";
import { delivery } from "./delivery.js";
import { errors } from "./errors.js";
import { exchangeErrors } from "./exchange-errors.js";
import { files } from "./files.js";
import { help } from "./help.js";
import { inspect } from "./inspect.js";
import { securityErrors } from "./security-errors.js";
import { notices, progress, prompts } from "./notices.js";
import { usage } from "./usage.js";

/** Spanish: neutral, of Latin America, and of the kind that says "tú". */
export const es = {
  errors,
  securityErrors,
  deliveryErrors,
  exchangeErrors,
  files,
  cli,
  usage,
  prompts,
  progress,
  notices,
  inspect,
  delivery,
  help,
} satisfies Catalog;
