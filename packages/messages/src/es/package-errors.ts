import type { PackageErrors } from "../index.js";
import { clouds } from "./clouds.js";
import { deliveryErrors } from "./delivery-errors.js";
import { errors } from "./errors.js";
import { exchangeErrors } from "./exchange-errors.js";
import { securityErrors } from "./security-errors.js";

/** Lo que se dice de los errores de los paquetes, por su código. */
export const packageErrors = {
  errors,
  securityErrors,
  deliveryErrors,
  exchangeErrors,
  clouds,
} satisfies PackageErrors;
