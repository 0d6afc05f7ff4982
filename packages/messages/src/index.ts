/**
 * Every text for users, in English and Spanish.
 *
 * A message is a string, or a function from its params to a string. The type {@link Catalog} comes from
 * the English messages, so a missing Spanish one does not compile.
 *
 * @packageDocumentation
 */
import type { help } from "./en/help.js";
import type { Catalog } from "./en/index.js";
import type { invitations } from "./en/invitations.js";
import type { packageErrors } from "./en/package-errors.js";

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

/** The sentences for the errors of the packages, by their code. */
export type PackageErrors = typeof packageErrors;

/** The messages and the sentences for the errors of the packages. */
export type FullCatalog = Catalog & PackageErrors;

/** Loads all sentences about failures too. Separate from the catalog because most calls don't fail. */
export async function loadFullCatalog(language: Language): Promise<FullCatalog> {
  const { packageErrors } = await (language === "es"
    ? import("./es/package-errors.js")
    : import("./en/package-errors.js"));
  return { ...(await loadCatalog(language)), ...packageErrors };
}

/** The texts of `--help` and of completions. */
export type Help = typeof help;

/** Loads the help of one language. Separate from the catalog because only help and completions show it. */
export async function loadHelp(language: Language): Promise<Help> {
  return language === "es"
    ? (await import("./es/help.js")).help
    : (await import("./en/help.js")).help;
}

/** The texts about invitations. */
export type InvitationTexts = typeof invitations;

/** Loads the texts about invitations in one language. Separate from the catalog because few calls need them. */
export async function loadInvitationTexts(language: Language): Promise<InvitationTexts> {
  return language === "es"
    ? (await import("./es/invitations.js")).invitations
    : (await import("./en/invitations.js")).invitations;
}
