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

/** English. Its shape is the type of every catalogue. */
export const en = {
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
};

/** All messages of one language. */
export type Catalog = typeof en;
