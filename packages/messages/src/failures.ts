/**
 * The sentences that the portal has for errors, apart from everything else: a page loads them, in its
 * language, when something has gone wrong.
 *
 * @packageDocumentation
 */
import type { failures } from "./en/failures.js";
import type { portalErrors } from "./en/portal-errors.js";
import type { Language } from "./index.js";

export type { Problem } from "./problem.js";

/** One function for each code, from the facts of the error to what is said about it. */
export type Failures = typeof failures;

/** Codes of the portal itself, beside those of the packages. */
export type PortalErrorCode = keyof typeof portalErrors;

/** The sentences of one language. */
export async function loadFailures(language: Language): Promise<Failures> {
  return language === "es"
    ? (await import("./es/failures.js")).failures
    : (await import("./en/failures.js")).failures;
}
