import type { Language, PortalTexts } from "@pct/messages/portal";
import { createTranslator } from "use-intl/core";

import { compiledTexts } from "./compiled-texts";

/** Name of a group of texts: those of one screen, or a part that several screens share. */
export type TextGroup = keyof PortalTexts;

/** Returns messages of one group. A wrong key or a missing argument doesn't compile. */
export type Translator<Group extends TextGroup> = ReturnType<
  typeof createTranslator<PortalTexts, Group>
>;

/**
 * The texts of a group for a Server Component, formatted during the build: the page contains the
 * result only, not the messages.
 */
export function translator<Group extends TextGroup>(
  language: Language,
  group: Group,
): Translator<Group> {
  return createTranslator<PortalTexts, Group>({
    locale: language,
    // Spanish has the same keys and arguments; the literal types of PortalTexts are English.
    messages: compiledTexts(language, [group]) as PortalTexts,
    namespace: group,
    onError(error) {
      throw error;
    },
  });
}
