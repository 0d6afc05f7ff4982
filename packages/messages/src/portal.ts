/**
 * The texts of the portal: ICU messages, one group for each screen.
 *
 * The types come from the English groups, so a missing Spanish message does not compile.
 *
 * @packageDocumentation
 */
import { portal as en } from "./en/portal/index.js";
import type { PortalTexts } from "./en/portal/index.js";
import { portal as es } from "./es/portal/index.js";
import type { Wording } from "./wording.js";

export type { PortalTexts } from "./en/portal/index.js";
export type { Language } from "./index.js";

/** Every group in both languages. Only the renderer of pages loads it; a page contains the groups it needs. */
export const portal: Readonly<Record<"en" | "es", Wording<PortalTexts>>> = { en, es };
