import { cli } from "./cli.js";
import { deliveryErrors } from "./delivery-errors.js";
import { delivery } from "./delivery.js";
import { errors } from "./errors.js";
import { exchangeErrors } from "./exchange-errors.js";
import { files } from "./files.js";
import { help } from "./help.js";
import { inspect } from "./inspect.js";
import { securityErrors } from "./security-errors.js";
import { notices, progress, prompts } from "./talk.js";
import { usage } from "./usage.js";

/** English, whose shape is the shape of every catalogue. */
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

/** All sentences of one language. */
export type Catalog = typeof en;
