import { portal } from "@pct/messages/portal";
import type { Language } from "@pct/messages/portal";
import type { ReactNode } from "react";

import { OnceAlive } from "../state/hydration-gate";
import { TextsProvider } from "./texts-provider";
import type { TextGroup } from "./translator";

/**
 * Gives the Client Components below it the groups that they name in `useTranslations`, in the
 * language of the page, and nothing else: a page carries no text that it cannot show.
 */
export function PageTexts({
  language,
  groups,
  children,
}: Readonly<{ language: Language; groups: readonly TextGroup[]; children: ReactNode }>): ReactNode {
  const all = portal[language];
  const picked = Object.fromEntries(groups.map((group) => [group, all[group]]));
  return (
    <TextsProvider language={language} messages={picked}>
      <OnceAlive>{children}</OnceAlive>
    </TextsProvider>
  );
}
