import type { ReactNode } from "react";

/** What every drawing may be told: its size as a class; a label, where no words stand beside it. */
export type Drawn = Readonly<{ className?: string; label?: string | undefined }>;

/**
 * The sheet every drawing is made on.
 *
 * A grid of 8; things stand on the ground line at y = 104. Outlines are 3 wide, what is inside them
 * 2; both are ink, so that a drawing turns with the theme. What a drawing shows is also said by the
 * words beside it, hence it is hidden from screen readers unless it is given a `label`.
 */
export function Canvas({
  width = 160,
  label,
  className = "",
  children,
}: Drawn & Readonly<{ width?: 96 | 160; children: ReactNode }>): ReactNode {
  return (
    <svg
      viewBox={`0 0 ${width.toString()} ${HEIGHT.toString()}`}
      width={width}
      height={HEIGHT}
      fill="none"
      strokeLinecap="round"
      strokeLinejoin="round"
      className={`stroke-ink stroke-3 ${className}`}
      {...(label === undefined ? { "aria-hidden": true } : { role: "img", "aria-label": label })}
    >
      {children}
    </svg>
  );
}

const HEIGHT = 120;

/** The ground that things stand on. */
export function Ground({ from, to }: Readonly<{ from: number; to: number }>): ReactNode {
  return <path d={`M${from.toString()} 104H${to.toString()}`} />;
}

/** The way something takes, or an outline of what is not here. */
export function Dashes({ d }: Readonly<{ d: string }>): ReactNode {
  return <path d={d} strokeDasharray="1 7" />;
}
