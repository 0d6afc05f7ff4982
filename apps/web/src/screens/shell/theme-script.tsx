"use client";

import type { ReactNode } from "react";

import { SHOW_CHOSEN_THEME } from "./theme";

/**
 * Shows the chosen theme before the page is drawn.
 *
 * The script is in the page as it was built, and nowhere else: where the browser builds the page
 * anew, on a change of language, Trusted Types would refuse it, and {@link ThemeSwitch} does it.
 */
export function ThemeAtOnce(): ReactNode {
  return typeof window === "undefined" ? <script>{SHOW_CHOSEN_THEME}</script> : null;
}
