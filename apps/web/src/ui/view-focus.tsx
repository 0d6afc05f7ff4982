"use client";

import { useEffect, useRef } from "react";
import type { ReactNode } from "react";

/**
 * Moves the focus to the new view and scrolls to its top when the view changes: the focused button is
 * gone with the old view. The change from the prerendered view at hydration moves nothing.
 */
export function ViewFocus({
  view,
  isLoaded,
  children,
}: Readonly<{ view: string; isLoaded: boolean; children: ReactNode }>): ReactNode {
  const container = useRef<HTMLDivElement>(null);
  const before = useRef({ view, isLoaded });
  useEffect(() => {
    const { view: left, isLoaded: wasLoaded } = before.current;
    before.current = { view, isLoaded };
    if (left === view || !wasLoaded) return;
    scrollTo({ top: 0 });
    container.current?.focus({ preventScroll: true });
  }, [view, isLoaded]);
  return (
    <div ref={container} tabIndex={-1} className="flex flex-col gap-8 outline-none">
      {children}
    </div>
  );
}
