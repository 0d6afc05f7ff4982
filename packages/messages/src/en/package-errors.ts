import { clouds } from "./clouds.js";
import { deliveryErrors } from "./delivery-errors.js";
import { errors } from "./errors.js";
import { exchangeErrors } from "./exchange-errors.js";
import { securityErrors } from "./security-errors.js";

/** The sentences for errors of the packages, by their code, and those about clouds, which few calls need. */
export const packageErrors = { errors, securityErrors, deliveryErrors, exchangeErrors, clouds };
