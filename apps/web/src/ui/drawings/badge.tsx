import type { ReactNode } from "react";

import { at } from "./shapes";
import type { Place } from "./shapes";

/** A round badge, 36 wide, with its centre at `x`, `y`. */
export function Badge({
  x,
  y,
  kind,
}: Place & Readonly<{ kind: "done" | "time" | "care" | "none" }>): ReactNode {
  const { ground, sign } = BADGES[kind];
  return (
    <g transform={at({ x, y })}>
      <circle r="18" className={ground} />
      <path d={sign} />
    </g>
  );
}

const BADGES = {
  done: { ground: "fill-action-wash", sign: "M-7 0.5L-2 6L8 -5.5" },
  time: { ground: "fill-sheet", sign: "M0 -9V0L6 5" },
  none: { ground: "fill-sheet", sign: "M-6 -6L6 6M6 -6L-6 6" },
  care: { ground: "fill-key", sign: "M0 -8V1M0 8V8.1" },
} as const;
