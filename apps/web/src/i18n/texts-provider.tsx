"use client";

import type { Language } from "@pct/messages/portal";
import type { ReactNode } from "react";
import { IntlErrorCode } from "use-intl/core";
import type { IntlError, Messages } from "use-intl/core";
import { IntlProvider } from "use-intl/react";

/** The client's part of {@link PageTexts}. A missing message fails the build, or the test. */
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
  // The reader's time zone is unknown during the build; pages format dates in the browser only.
  if (error.code !== IntlErrorCode.ENVIRONMENT_FALLBACK) throw error;
}
