"use client";

import { useSyncExternalStore } from "react";
import type { ReactNode } from "react";

/**
 * A screen that nobody can press or type into before its code is there: the page is drawn earlier, and
 * what is done to it until then would be undone without a word.
 */
export function OnceAlive({ children }: Readonly<{ children: ReactNode }>): ReactNode {
  const isAlive = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  return (
    <div className="contents" inert={!isAlive}>
      {children}
    </div>
  );
}

function never(): () => void {
  return () => undefined;
}
