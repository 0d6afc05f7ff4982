import type { ReactNode } from "react";

type Place = Readonly<{ x: number; y: number }>;

/**
 * A padlock: a body of 5 × 4 units whose top left corner is at `x`, `y`, and its shackle above.
 *
 * The `unit` is 12 for a padlock by itself, 8 beside a box and 5 on a box. `foreign` draws the padlock of
 * an attacker.
 */
export function Padlock({
  x,
  y,
  unit,
  state = "closed",
  foreign = false,
}: Place &
  Readonly<{
    unit: number;
    state?: "closed" | "open" | "closing";
    foreign?: boolean;
  }>): ReactNode {
  const middle = (unit * 2.5).toString();
  const keyhole = `M${middle} ${(unit * 1.7).toString()}v${(unit * 0.9).toString()}`;
  return (
    <g transform={at({ x, y })}>
      <path
        d={shackle(unit, state === "open")}
        {...(state === "open" ? { transform: `rotate(-22 ${unit.toString()} 0)` } : {})}
        {...(state === "closing" ? { className: "drawing-closes" } : {})}
      />
      <rect
        width={unit * 5}
        height={unit * 4}
        rx={foreign ? unit * 2 : unit}
        className={foreign ? "fill-lock-foreign" : "fill-lock"}
      />
      <circle cx={middle} cy={unit * 1.7} r={unit * 0.45} className="fill-ink stroke-none" />
      <path d={keyhole} />
    </g>
  );
}

/** An arc on two legs. The right leg of an open shackle stands outside of the body. */
function shackle(unit: number, open: boolean): string {
  const leg = unit * (open ? 1.4 : 1.2);
  const bow = (unit * 1.5).toString();
  const right = open ? -leg + unit * 0.8 : 0;
  return `M${unit.toString()} 2V${(-leg).toString()}a${bow} ${bow} 0 0 1 ${(unit * 3).toString()} 0V${right.toString()}`;
}

/** A key, 56 long, with the centre of its bow at `x`, `y`. Its teeth point right before the rotation. */
export function Key({
  x,
  y,
  turned = 0,
  className,
}: Place & Readonly<{ turned?: number; className?: string }>): ReactNode {
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
}: Place & Readonly<{ turned: number; className?: string }>): ReactNode {
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

/** A closed box: 72 wide, the front edge of its lid at `y`, its bottom 44 lower. */
export function ClosedBox({ x, y }: Place): ReactNode {
  return (
    <g transform={at({ x, y })}>
      <path d="M8 -14H64L72 0H0Z" className="fill-box-lid" />
      <path d={FRONT} className="fill-box" />
      <path d="M0 10H72" className="stroke-2" />
    </g>
  );
}

/** An open box. `children` are drawn between its back and its front. */
export function OpenBox({ x, y, children }: Place & Readonly<{ children?: ReactNode }>): ReactNode {
  return (
    <g transform={at({ x, y })}>
      <path d="M8 -14H64L68 -40H4Z" className="fill-box-lid" />
      <path d="M8 -14H64L72 0H0Z" className="fill-box-inside" />
      {children}
      <path d={FRONT} className="fill-box" />
    </g>
  );
}

const FRONT = "M0 0H72V40a4 4 0 0 1 -4 4H4a4 4 0 0 1 -4 -4Z";

/** The dashed outline of a box that has not arrived. */
export function ComingBox({ x, y }: Place): ReactNode {
  return (
    <g transform={at({ x, y })} className="stroke-2" strokeDasharray="5 6">
      <path d="M8 -14H64L72 0V44H0V0Z" />
      <path d="M0 0H72" />
    </g>
  );
}

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

/** A round badge, 36 wide, with its centre at `x`, `y`. */
export function Badge({
  x,
  y,
  kind,
}: Place & Readonly<{ kind: "done" | "time" | "care" }>): ReactNode {
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
  care: { ground: "fill-key", sign: "M0 -8V1M0 8V8.1" },
} as const;

/** The SVG transform for a position and a rotation in degrees. */
function at({ x, y }: Place, turned = 0): string {
  const move = `translate(${x.toString()} ${y.toString()})`;
  return turned === 0 ? move : `${move} rotate(${turned.toString()})`;
}
