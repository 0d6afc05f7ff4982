import { deliveryErrors } from "./delivery-errors.js";
import { errors } from "./errors.js";
import { exchangeErrors } from "./exchange-errors.js";
import { securityErrors } from "./security-errors.js";

/** The sentences for errors of the packages, by their code. */
export const packageErrors = { errors, securityErrors, deliveryErrors, exchangeErrors };
