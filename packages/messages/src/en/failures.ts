import { deliveryErrors } from "./delivery-errors.js";
import { errors } from "./errors.js";
import { exchangeErrors } from "./exchange-errors.js";
import { portalErrors } from "./portal-errors.js";
import { securityErrors } from "./security-errors.js";

/** A message for every code that a screen can show; those of the portal take precedence. */
export const failures = {
  ...securityErrors,
  ...errors,
  ...deliveryErrors,
  ...exchangeErrors,
  ...portalErrors,
};
