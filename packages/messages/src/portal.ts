/**
 * The texts of the portal, apart from the command's: ICU messages, one group for each screen.
 *
 * The English groups are the shape; a Spanish message that is missing does not compile.
 *
 * @packageDocumentation
 */
import { portal as en } from "./en/portal/index.js";
import type { PortalTexts } from "./en/portal/index.js";
import { portal as es } from "./es/portal/index.js";
import type { Wording } from "./wording.js";

export type { PortalTexts } from "./en/portal/index.js";
export type { Language } from "./index.js";

/** Every group in both languages. Only what renders pages loads it; a page carries what it picks. */
export const portal: Readonly<Record<"en" | "es", Wording<PortalTexts>>> = { en, es };
