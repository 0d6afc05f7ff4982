"use client";

import type { Language } from "@pct/messages/portal";
import { useEffect, useState } from "react";
import type { ReactNode } from "react";
import type { Messages } from "use-intl/core";

import type { OwnRequests } from "./own-requests";

/**
 * What waits for this person, above everything else. Its code is loaded only where the browser has stored
 * something: a first visit needs none of it.
 */
export function HomeRequests({
  language,
  words,
}: Readonly<{ language: Language; words: Partial<Messages> }>): ReactNode {
  const [Shown, setShown] = useState<typeof OwnRequests | null>(null);
  useEffect(() => {
    let isHere = true;
    void loadRequests().then((loaded) => {
      if (isHere) setShown(() => loaded);
    });
    return () => {
      isHere = false;
    };
  }, []);
  return Shown !== null && <Shown language={language} words={words} />;
}

async function loadRequests(): Promise<typeof OwnRequests | null> {
  try {
    const databases = await indexedDB.databases();
    if (databases.every(({ name }) => name !== "pct")) return null;
    return (await import("./own-requests")).OwnRequests;
  } catch {
    // Without storage or network, the request page says so.
    return null;
  }
}
