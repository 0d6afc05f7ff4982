import { useEffect, useRef } from "react";
import type { RefObject } from "react";

/**
 * Focuses a container and scrolls to the top when it mounts, for a view whose predecessor had the
 * focused button.
 */
export function useFocusOnMount(): RefObject<HTMLDivElement | null> {
  const container = useRef<HTMLDivElement>(null);
  useEffect(() => {
    scrollTo(0, 0);
    container.current?.focus({ preventScroll: true });
  }, []);
  return container;
}
