/**
 * Every text for users, in English and Spanish.
 *
 * A message is a string, or a function from its params to a string. The type {@link Catalog} comes from
 * the English messages, so a missing Spanish one does not compile.
 *
 * @packageDocumentation
 */
import type { Catalog } from "./en/index.js";

export type { Catalog } from "./en/index.js";
export type { Problem } from "./problem.js";

/** A language with a catalogue. */
export type Language = "en" | "es";

/** Loads the messages of one language, and only that one. */
export async function loadCatalog(language: Language): Promise<Catalog> {
  return language === "es"
    ? (await import("./es/index.js")).es
    : (await import("./en/index.js")).en;
}
