import type { ReactNode } from "react";

/** Where a shape is drawn. */
export type Place = Readonly<{ x: number; y: number }>;

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

/** A closed box: 72 wide, the front edge of its lid at `y`, its bottom 44 lower. */
function ClosedBox({ x, y }: Place): ReactNode {
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

/** A closed box with its padlock. */
export function LockedBox({
  x,
  y,
  padlock = "closed",
}: Place & Readonly<{ padlock?: "closed" | "closing" }>): ReactNode {
  return (
    <>
      <ClosedBox x={x} y={y} />
      <Padlock x={x + 23.5} y={y + 17} unit={5} state={padlock} />
    </>
  );
}

/** The SVG transform for a position and a rotation in degrees. */
export function at({ x, y }: Place, turned = 0): string {
  const move = `translate(${x.toString()} ${y.toString()})`;
  return turned === 0 ? move : `${move} rotate(${turned.toString()})`;
}
