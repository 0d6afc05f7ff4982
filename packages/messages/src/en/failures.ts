import { deliveryErrors } from "./delivery-errors.js";
import { errors } from "./errors.js";
import { exchangeErrors } from "./exchange-errors.js";
import { portalErrors } from "./portal-errors.js";
import { securityErrors } from "./security-errors.js";

/** A sentence for every code that a screen can meet; the portal's own words come first. */
export const failures = {
  ...securityErrors,
  ...errors,
  ...deliveryErrors,
  ...exchangeErrors,
  ...portalErrors,
};
