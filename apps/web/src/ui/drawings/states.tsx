import type { ReactNode } from "react";

import { Canvas, Dashes, Ground } from "./canvas";
import type { DrawingProps } from "./canvas";
import {
  Badge,
  ClosedBox,
  ComingBox,
  Hand,
  Key,
  KeyInside,
  OpenBox,
  Padlock,
  Slip,
} from "./shapes";

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
      <ClosedBox x={44} y={60} />
      <Padlock x={67.5} y={77} unit={5} />
      <path d="M80 18V30M48 24L55 34M112 24L105 34" />
    </Canvas>
  );
}

/** The answer is decrypted: the credential comes out of the box. */
export function Opened(props: DrawingProps): ReactNode {
  return (
    <Canvas {...props}>
      <Ground from={4} to={156} />
      <OpenBox x={8} y={60}>
        <Slip x={12} y={-40} turned={-5} />
      </OpenBox>
      <Padlock x={92} y={72} unit={8} state="open" />
      <KeyInside x={112} y={86} turned={-20} className="drawing-turns" />
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

/** The request expired: a closed box with a clock. */
export function Expired(props: DrawingProps): ReactNode {
  return (
    <Canvas {...props}>
      <Ground from={4} to={156} />
      <ClosedBox x={44} y={60} />
      <Padlock x={67.5} y={77} unit={5} />
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

/** A key pair is being generated. */
export function MakingKeys(props: DrawingProps): ReactNode {
  return (
    <Canvas {...props}>
      <Ground from={4} to={156} />
      <Padlock x={24} y={72} unit={8} state="open" />
      <Key x={96} y={88} className="drawing-is-made" />
    </Canvas>
  );
}

/** The content is being encrypted: the padlock closes on the box. */
export function Closing(props: DrawingProps): ReactNode {
  return (
    <Canvas {...props}>
      <Ground from={4} to={156} />
      <ClosedBox x={44} y={60} />
      <Padlock x={67.5} y={77} unit={5} state="closing" />
    </Canvas>
  );
}

/** The operation failed, and the box is still closed. */
export function Failed(props: DrawingProps): ReactNode {
  return (
    <Canvas {...props}>
      <Ground from={4} to={156} />
      <ClosedBox x={44} y={60} />
      <Padlock x={67.5} y={77} unit={5} />
      <Badge x={116} y={96} kind="care" />
    </Canvas>
  );
}
