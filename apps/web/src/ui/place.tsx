"use client";

import { useEffect, useRef } from "react";
import type { ReactNode } from "react";

/**
 * Takes the focus when the view changes, and shows its beginning: otherwise the focus would be lost
 * with the button that was pressed. What changes by itself, as the page comes alive, takes nothing.
 */
export function Place({
  view,
  isBegun,
  children,
}: Readonly<{ view: string; isBegun: boolean; children: ReactNode }>): ReactNode {
  const place = useRef<HTMLDivElement>(null);
  const before = useRef({ view, isBegun });
  useEffect(() => {
    const { view: left, isBegun: wasBegun } = before.current;
    before.current = { view, isBegun };
    if (left === view || !wasBegun) return;
    scrollTo({ top: 0 });
    place.current?.focus({ preventScroll: true });
  }, [view, isBegun]);
  return (
    <div ref={place} tabIndex={-1} className="flex flex-col gap-8 outline-none">
      {children}
    </div>
  );
}
