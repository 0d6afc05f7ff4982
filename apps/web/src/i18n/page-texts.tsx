import type { Language } from "@pct/messages/portal";
import type { ReactNode } from "react";

import { HydrationGate } from "../state/hydration-gate";
import { compiledTexts } from "./compiled-texts";
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
  return (
    <TextsProvider language={language} messages={compiledTexts(language, groups)}>
      <HydrationGate>{children}</HydrationGate>
    </TextsProvider>
  );
}
