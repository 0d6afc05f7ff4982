"use client";

import { Moon, Sun } from "lucide-react";
import { useLayoutEffect } from "react";
import type { ReactNode } from "react";

import { changeTheme, showChosenTheme } from "./theme";

/** Switches between light and dark. The style sheet shows the icon of the other theme. */
export function ThemeSwitch({ label }: Readonly<{ label: string }>): ReactNode {
  // A change of language mounts a new <html> without the attribute.
  useLayoutEffect(showChosenTheme, []);
  return (
    <button
      type="button"
      aria-label={label}
      onClick={changeTheme}
      className="flex size-11 tablet:-mr-3 shrink-0 items-center justify-center rounded-card text-soft hover:bg-wash hover:text-ink"
    >
      <Moon aria-hidden className="size-5 dark:hidden" />
      <Sun aria-hidden className="hidden size-5 dark:block" />
    </button>
  );
}
