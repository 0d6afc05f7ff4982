"use client";

import { useEffect } from "react";

import { SCRIPTS } from "../../trusted-scripts";

/**
 * Lets the browser store the portal for when there is no network; once the page is there, so that it
 * does not come later for it. Where that is not possible, the portal works as before.
 */
export function OfflineCopy(): null {
  useEffect(() => {
    if (process.env.NODE_ENV !== "production" || !("serviceWorker" in navigator)) return;
    const store = (): void => {
      navigator.serviceWorker
        .register(SCRIPTS.offline, { updateViaCache: "none" })
        .catch(() => undefined);
    };
    if (document.readyState === "complete") store();
    else addEventListener("load", store, { once: true });
  }, []);
  return null;
}
