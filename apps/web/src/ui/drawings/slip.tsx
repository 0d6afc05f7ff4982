import type { ReactNode } from "react";

import { at } from "./shapes";
import type { Place } from "./shapes";

/** The credential: a slip of paper, 48 × 34, with a name and a masked password. */
export function Slip({ x, y, turned = 0 }: Place & Readonly<{ turned?: number }>): ReactNode {
  return (
    <g transform={at({ x, y }, turned)}>
      <rect width="48" height="34" rx="4" className="fill-slip" />
      <path d="M9 11H28" className="stroke-slip-ink stroke-2" />
      {[10, 18, 26, 34].map((dot) => (
        <circle key={dot} cx={dot} cy="22" r="2.25" className="fill-slip-ink stroke-none" />
      ))}
    </g>
  );
}
