/**
 * The portal's error messages, a module of their own: a page loads them, in its language, only when an
 * error occurs.
 *
 * @packageDocumentation
 */
import type { failures } from "./en/failures.js";
import type { portalErrors } from "./en/portal-errors.js";
import type { Language } from "./index.js";

export type { Problem } from "./problem.js";

/** One function for each code, from the params of the error to its message. */
export type Failures = typeof failures;

/** Error codes of the portal itself. */
export type PortalErrorCode = keyof typeof portalErrors;

/** Loads the messages of one language. */
export async function loadFailures(language: Language): Promise<Failures> {
  return language === "es"
    ? (await import("./es/failures.js")).failures
    : (await import("./en/failures.js")).failures;
}
