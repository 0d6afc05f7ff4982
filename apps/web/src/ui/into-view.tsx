"use client";

import { useEffect, useRef } from "react";
import type { ReactNode } from "react";

/** Scrolls its content into view when it appears, and when its size changes. */
export function IntoView({ children }: Readonly<{ children: ReactNode }>): ReactNode {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => {
      element.scrollIntoView({ block: "nearest" });
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
    };
  }, []);
  return (
    <div ref={place} className="scroll-my-4">
      {children}
    </div>
  );
}
