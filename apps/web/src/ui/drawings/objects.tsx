import type { ReactNode } from "react";

import { Canvas, Ground } from "./canvas";
import type { DrawingProps } from "./canvas";
import { OpenBox, Padlock } from "./shapes";
import { Slip } from "./slip";

/** The open padlock: the public key. */
export function OpenPadlock(props: DrawingProps): ReactNode {
  return (
    <Canvas width={96} {...props}>
      <Ground from={8} to={88} />
      <Padlock x={18} y={56} unit={12} state="open" />
    </Canvas>
  );
}

/** A credential above an open box. */
export function BoxDrawing(props: DrawingProps): ReactNode {
  return (
    <Canvas width={96} {...props}>
      <Ground from={4} to={92} />
      <OpenBox x={12} y={60}>
        <Slip x={12} y={-33} />
      </OpenBox>
    </Canvas>
  );
}

/** The portal's logo: the open padlock, drawn for 32 pixels. */
export function Logo({ className = "" }: Readonly<{ className?: string }>): ReactNode {
  return (
    <svg
      viewBox="0 0 32 32"
      width="32"
      height="32"
      fill="none"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden
      className={className}
    >
      <rect width="32" height="32" rx="8" className="fill-action" />
      <path
        d="M11.5 16.5V11a4.5 4.5 0 0 1 9 0v1.5"
        transform="rotate(-22 11.5 15)"
        className="stroke-on-action stroke-[2.5]"
      />
      <rect x="8" y="15" width="16" height="11.5" rx="3" className="fill-on-action" />
      <path d="M16 19.75v2.25" className="stroke-action stroke-[2.5]" />
    </svg>
  );
}
