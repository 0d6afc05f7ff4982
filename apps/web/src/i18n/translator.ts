import { portal } from "@pct/messages/portal";
import type { Language, PortalTexts } from "@pct/messages/portal";
import { createTranslator } from "use-intl/core";

/** Name of a group of texts: one screen, or one thing that several screens say. */
export type TextGroup = keyof PortalTexts;

/** Says the messages of one group; a wrong key or a missing argument does not compile. */
export type Translator<Group extends TextGroup> = ReturnType<
  typeof createTranslator<PortalTexts, Group>
>;

/**
 * The texts of a group for a Server Component, said while the page is built: none of them travels
 * as a message, only what was said.
 */
export function translator<Group extends TextGroup>(
  language: Language,
  group: Group,
): Translator<Group> {
  return createTranslator<PortalTexts, Group>({
    locale: language,
    // Spanish has the same keys and arguments; only the wording that types know is English.
    messages: portal[language] as PortalTexts,
    namespace: group,
    onError(error) {
      throw error;
    },
  });
}
