"use client";

import type { ReactNode } from "react";

import { SHOW_CHOSEN_THEME } from "./theme";

/**
 * Applies the chosen theme before the first paint.
 *
 * The script is in the exported page only. When React renders the page in the browser (on a change
 * of language), Trusted Types would refuse it; `ThemeSwitch` applies the theme then.
 */
export function ThemeScript(): ReactNode {
  return typeof window === "undefined" ? <script>{SHOW_CHOSEN_THEME}</script> : null;
}
