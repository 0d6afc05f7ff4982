import type { ReactNode } from "react";

import { at } from "./shapes";
import type { Place } from "./shapes";

/** A key, 56 long, with the centre of its bow at `x`, `y`. Its teeth point right before the rotation. */
export function Key({
  x,
  y,
  turned = 0,
  className,
}: Place & Readonly<{ turned?: number; className?: string | undefined }>): ReactNode {
  return (
    <g transform={at({ x, y }, turned)}>
      <g {...(className === undefined ? {} : { className })}>
        <path d="M9 -3H44V9H38V3H33V7H27V3H9Z" className="fill-key" />
        <circle r="12" className="fill-key" />
        <circle cx="-3" r="4" className="fill-paper stroke-2" />
      </g>
    </g>
  );
}

/** A key in a keyhole at `x`, `y`, so without teeth. */
export function KeyInside({
  x,
  y,
  turned,
  className,
}: Place & Readonly<{ turned: number; className?: string | undefined }>): ReactNode {
  return (
    <g transform={at({ x, y }, turned)}>
      <g {...(className === undefined ? {} : { className })}>
        <path d="M0 -3H24V3H0Z" className="fill-key" />
        <circle cx="33" r="12" className="fill-key" />
        <circle cx="36" r="4" className="fill-paper stroke-2" />
      </g>
    </g>
  );
}
