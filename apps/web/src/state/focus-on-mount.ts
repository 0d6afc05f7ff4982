import { useEffect, useRef } from "react";
import type { RefObject } from "react";

/** The button that had the focus is gone, and what there is to read begins at the top. */
export function useFocusOnArrival(): RefObject<HTMLDivElement | null> {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    scrollTo(0, 0);
    place.current?.focus({ preventScroll: true });
  }, []);
  return place;
}
