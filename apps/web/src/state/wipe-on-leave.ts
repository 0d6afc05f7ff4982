import { usePathname } from "next/navigation";
import { useEffect, useLayoutEffect } from "react";

import { screenPath } from "../i18n/paths";

/** The screen on the page. During a navigation, `location` may already name the next one. */
let current = "";

/** Keeps track of the screen on the page. For the shell, which surrounds every screen. */
export function useScreenTracking(): void {
  const screen = screenPath(usePathname());
  useLayoutEffect(() => {
    current = screen;
  }, [screen]);
}

/**
 * Wipes a screen's state when the person goes to another screen, or closes or leaves the page. A
 * change of language keeps the state: it mounts the same screen again.
 *
 * The old screen's cleanup runs before the new screen's effects, so the crypto worker gets the calls
 * of `wipe` before those of the new screen.
 *
 * @param wipe - The same function on every render: a module's function, not a closure.
 */
export function useWipeOnLeave(wipe: () => void): void {
  const screen = screenPath(usePathname());
  useEffect(() => {
    addEventListener("pagehide", wipe);
    return () => {
      removeEventListener("pagehide", wipe);
      if (current !== screen || screenPath(location.pathname) !== screen) wipe();
    };
  }, [wipe, screen]);
}
