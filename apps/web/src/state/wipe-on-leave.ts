import { usePathname } from "next/navigation";
import { useEffect, useLayoutEffect } from "react";

import { screenAt } from "../i18n/paths";

/** The screen that is drawn. The address may be a step ahead of it, or back again already. */
let drawn = "";

/** Keeps in mind which screen is drawn; for the shell, which surrounds all of them. */
export function useDrawnScreen(): void {
  const screen = screenAt(usePathname());
  useLayoutEffect(() => {
    drawn = screen;
  }, [screen]);
}

/**
 * Forgets what a screen knows when the person leaves it for another one, or closes or leaves the
 * page; not when only the language changes, for then the same screen is there again at once.
 *
 * The old screen forgets before the new one's effects run, so that what the new one asks of the
 * crypto worker comes after what the old one tells it to forget.
 *
 * @param wipe - The same function at every call: one of a module, no closure.
 */
export function useWipedOnLeaving(wipe: () => void): void {
  const screen = screenAt(usePathname());
  useEffect(() => {
    addEventListener("pagehide", wipe);
    return () => {
      removeEventListener("pagehide", wipe);
      if (drawn !== screen || screenAt(location.pathname) !== screen) wipe();
    };
  }, [wipe, screen]);
}
