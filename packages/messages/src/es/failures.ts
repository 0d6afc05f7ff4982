import type { failures as english } from "../en/failures.js";
import { deliveryErrors } from "./delivery-errors.js";
import { errors } from "./errors.js";
import { exchangeErrors } from "./exchange-errors.js";
import { portalErrors } from "./portal-errors.js";
import { securityErrors } from "./security-errors.js";

/** Una frase por cada código que puede ver una pantalla; primero, las palabras del portal. */
export const failures = {
  ...securityErrors,
  ...errors,
  ...deliveryErrors,
  ...exchangeErrors,
  ...portalErrors,
} satisfies typeof english;
