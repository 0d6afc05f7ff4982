"use client";

import { useSyncExternalStore } from "react";
import type { ReactNode } from "react";

/** Makes a screen inert until it is hydrated: React would undo what a person typed before. */
export function HydrationGate({ children }: Readonly<{ children: ReactNode }>): ReactNode {
  const isHydrated = useSyncExternalStore(
    subscribeToNothing,
    () => true,
    () => false,
  );
  return (
    <div className="contents" inert={!isHydrated}>
      {children}
    </div>
  );
}

function subscribeToNothing(): () => void {
  return () => undefined;
}
