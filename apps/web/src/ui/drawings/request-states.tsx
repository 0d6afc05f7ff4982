import type { ReactNode } from "react";

import { Badge } from "./badge";
import { Canvas, Dashes, Ground } from "./canvas";
import type { DrawingProps } from "./canvas";
import { Hand } from "./hand";
import { ComingBox, LockedBox, OpenBox, Padlock } from "./shapes";

/** The request is open: an open padlock, and the outline of a box to come. */
export function Waiting(props: DrawingProps): ReactNode {
  return (
    <Canvas {...props}>
      <Ground from={4} to={156} />
      <Padlock x={16} y={72} unit={8} state="open" />
      <ComingBox x={80} y={60} />
      <Dashes d="M112 36C100 12 76 12 62 34" />
    </Canvas>
  );
}

/** An answer has arrived: a closed box. */
export function Arrived(props: DrawingProps): ReactNode {
  return (
    <Canvas {...props}>
      <Ground from={4} to={156} />
      <LockedBox x={44} y={60} />
      <path d="M80 18V30M48 24L55 34M112 24L105 34" />
    </Canvas>
  );
}

/** The answer was saved and erased: an empty box. */
export function Collected(props: DrawingProps): ReactNode {
  return (
    <Canvas {...props}>
      <Ground from={4} to={156} />
      <OpenBox x={44} y={60} />
      <Badge x={116} y={96} kind="done" />
    </Canvas>
  );
}

/** The server says that the answer was received: an open box, and a sign to take care. */
export function Emptied(props: DrawingProps): ReactNode {
  return (
    <Canvas {...props}>
      <Ground from={4} to={156} />
      <OpenBox x={44} y={60} />
      <Badge x={116} y={96} kind="care" />
    </Canvas>
  );
}

/** The request was cancelled: an open padlock, and no box that comes. */
export function Cancelled(props: DrawingProps): ReactNode {
  return (
    <Canvas {...props}>
      <Ground from={4} to={156} />
      <Padlock x={16} y={72} unit={8} state="open" />
      <ComingBox x={80} y={60} />
      <Badge x={116} y={44} kind="none" />
    </Canvas>
  );
}

/** The request expired: a closed box with a clock. */
export function Expired(props: DrawingProps): ReactNode {
  return (
    <Canvas {...props}>
      <Ground from={4} to={156} />
      <LockedBox x={44} y={60} />
      <Badge x={116} y={96} kind="time" />
    </Canvas>
  );
}

/** The public key was replaced: a foreign padlock, and a hand that says stop. */
export function Altered(props: DrawingProps): ReactNode {
  return (
    <Canvas {...props}>
      <Ground from={4} to={156} />
      <Hand x={24} y={104} />
      <Padlock x={96} y={72} unit={8} foreign />
    </Canvas>
  );
}

/** The operation failed, and the box is still closed. */
export function Failed(props: DrawingProps): ReactNode {
  return (
    <Canvas {...props}>
      <Ground from={4} to={156} />
      <LockedBox x={44} y={60} />
      <Badge x={116} y={96} kind="care" />
    </Canvas>
  );
}
