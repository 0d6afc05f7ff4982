import type { ReactNode } from "react";

/** A ring that shrinks, with the seconds left in it. The caller keeps the time. */
export function Countdown({
  left,
  total,
  label,
}: Readonly<{ left: number; total: number; label?: string | undefined }>): ReactNode {
  const share = Math.min(Math.max(left / total, 0), 1) * 100;
  return (
    <span
      className="relative inline-flex size-11 shrink-0 items-center justify-center"
      {...(label === undefined ? { "aria-hidden": true } : { role: "img", "aria-label": label })}
    >
      <svg viewBox="0 0 44 44" fill="none" className="absolute inset-0 -rotate-90">
        <circle cx="22" cy="22" r="18" className="stroke-line stroke-3" />
        <circle
          cx="22"
          cy="22"
          r="18"
          pathLength="100"
          strokeDasharray="100"
          strokeDashoffset={100 - share}
          className="stroke-action stroke-3 transition-[stroke-dashoffset] duration-1000 ease-linear motion-reduce:transition-none"
        />
      </svg>
      <span className="relative text-small font-semibold tabular-nums">{Math.ceil(left)}</span>
    </span>
  );
}
