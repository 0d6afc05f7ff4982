import { portal } from "@pct/messages/portal";
import type { Language } from "@pct/messages/portal";
import type { ReactNode } from "react";

import { HydrationGate } from "../state/hydration-gate";
import { TextsProvider } from "./texts-provider";
import type { TextGroup } from "./translator";

/**
 * Provides `useTranslations` in Client Components with the named groups, in the page's language. A
 * page contains no text that it can't show.
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
      <HydrationGate>{children}</HydrationGate>
    </TextsProvider>
  );
}
