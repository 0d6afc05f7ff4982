/**
 * Every sentence that people read, in English and Spanish.
 *
 * A sentence is a string, or a function from its facts to a string; {@link Catalog} is the shape of
 * the English ones, and a Spanish one that is missing does not compile.
 *
 * @packageDocumentation
 */
import type { Catalog } from "./en/index.js";

export type { Catalog } from "./en/index.js";
export type { Problem } from "./problem.js";

/** A language that there is a catalogue for. */
export type Language = "en" | "es";

/** The sentences of one language; those of the other are not loaded. */
export async function loadCatalog(language: Language): Promise<Catalog> {
  return language === "es"
    ? (await import("./es/index.js")).es
    : (await import("./en/index.js")).en;
}
