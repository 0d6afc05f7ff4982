import type { ReactNode } from "react";

import { at } from "./shapes";
import type { Place } from "./shapes";

/** A hand that says stop, 52 wide; `y` is the bottom of its cuff. */
export function Hand({ x, y }: Place): ReactNode {
  return (
    <g transform={at({ x, y })}>
      <path d={PALM} className="fill-sheet" />
      <path d="M22 -64V-44M31 -66V-44M40 -62V-44" className="stroke-2" />
      <rect x="9" y="-14" width="38" height="14" rx="3" className="fill-lock" />
    </g>
  );
}

const PALM =
  "M14 -14V-22C7 -28 3 -36 0.500 -43a4.500 4.500 0 0 1 8 -3.500L13 -40V-62a4.500 4.500 0 0 1 9 0V-70a4.500 4.500 0 0 1 9 0V-67a4.500 4.500 0 0 1 9 0V-58a4.500 4.500 0 0 1 9 0V-36C49 -28 46 -24 42 -20V-14Z";
