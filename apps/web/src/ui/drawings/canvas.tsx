import type { ReactNode } from "react";

/** Props of every drawing: a class for its size; a label if no text beside it says the same. */
export type DrawingProps = Readonly<{ className?: string; label?: string | undefined }>;

/**
 * The `<svg>` of every drawing.
 *
 * The grid is 8 units, and objects stand on the ground line at y = 104. Outlines are 3 units wide, inner
 * lines 2; both have the ink colour, which follows the theme. Without a `label` the drawing is hidden
 * from screen readers.
 */
export function Canvas({
  width = 160,
  label,
  className = "",
  children,
}: DrawingProps & Readonly<{ width?: 96 | 160; children: ReactNode }>): ReactNode {
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

/** The ground line. */
export function Ground({ from, to }: Readonly<{ from: number; to: number }>): ReactNode {
  return <path d={`M${from.toString()} 104H${to.toString()}`} />;
}

/** The way something takes, or an outline of what is not here. */
export function Dashes({ d }: Readonly<{ d: string }>): ReactNode {
  return <path d={d} strokeDasharray="1 7" />;
}
