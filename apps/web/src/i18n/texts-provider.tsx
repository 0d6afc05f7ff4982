"use client";

import type { Language } from "@pct/messages/portal";
import type { ReactNode } from "react";
import { IntlErrorCode } from "use-intl/core";
import type { IntlError, Messages } from "use-intl/core";
import { IntlProvider } from "use-intl/react";

/** The client's side of {@link PageTexts}. A message that is missing ends the build, or the test. */
export function TextsProvider({
  language,
  messages,
  children,
}: Readonly<{ language: Language; messages: Partial<Messages>; children: ReactNode }>): ReactNode {
  return (
    <IntlProvider locale={language} messages={messages} onError={refuse}>
      {children}
    </IntlProvider>
  );
}

function refuse(error: IntlError): void {
  // While pages are built nobody knows their reader's time zone: no page has a date until it is read.
  if (error.code !== IntlErrorCode.ENVIRONMENT_FALLBACK) throw error;
}
