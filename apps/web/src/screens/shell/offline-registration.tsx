"use client";

import { useEffect } from "react";

import { SCRIPTS } from "../../trusted-scripts";

/**
 * Registers the service worker that stores the portal for offline use. Waits for the `load` event, so
 * that it doesn't slow the page down. Without service workers, the portal works online only.
 */
export function OfflineRegistration(): null {
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
