import type { ReactNode } from "react";

import { Canvas, Dashes, Ground } from "./canvas";
import type { Drawn } from "./canvas";
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

/** The open padlock is out there, and a box may be on its way. */
export function Waiting(drawn: Drawn): ReactNode {
  return (
    <Canvas {...drawn}>
      <Ground from={4} to={156} />
      <Padlock x={16} y={72} unit={8} state="open" />
      <ComingBox x={80} y={60} />
      <Dashes d="M112 36C100 12 76 12 62 34" />
    </Canvas>
  );
}

/** The closed box is here. */
export function Arrived(drawn: Drawn): ReactNode {
  return (
    <Canvas {...drawn}>
      <Ground from={4} to={156} />
      <ClosedBox x={44} y={60} />
      <Padlock x={67.5} y={77} unit={5} />
      <path d="M80 18V30M48 24L55 34M112 24L105 34" />
    </Canvas>
  );
}

/** The key has turned; the credential comes out of the box. */
export function Opened(drawn: Drawn): ReactNode {
  return (
    <Canvas {...drawn}>
      <Ground from={4} to={156} />
      <OpenBox x={8} y={60}>
        <Slip x={12} y={-40} turned={-5} />
      </OpenBox>
      <Padlock x={92} y={72} unit={8} state="open" />
      <KeyInside x={112} y={86} turned={-20} className="drawing-turns" />
    </Canvas>
  );
}

/** The box is empty: it was fetched, and nothing stayed. */
export function Collected(drawn: Drawn): ReactNode {
  return (
    <Canvas {...drawn}>
      <Ground from={4} to={156} />
      <OpenBox x={44} y={60} />
      <Badge x={116} y={96} kind="done" />
    </Canvas>
  );
}

/** The box stayed closed, and its time is over. */
export function Expired(drawn: Drawn): ReactNode {
  return (
    <Canvas {...drawn}>
      <Ground from={4} to={156} />
      <ClosedBox x={44} y={60} />
      <Padlock x={67.5} y={77} unit={5} />
      <Badge x={116} y={96} kind="time" />
    </Canvas>
  );
}

/** The padlock is not the one that was handed out; a hand says stop. */
export function Altered(drawn: Drawn): ReactNode {
  return (
    <Canvas {...drawn}>
      <Ground from={4} to={156} />
      <Hand x={24} y={104} />
      <Padlock x={96} y={72} unit={8} foreign />
    </Canvas>
  );
}

/** A padlock and its key come into being. */
export function MakingKeys(drawn: Drawn): ReactNode {
  return (
    <Canvas {...drawn}>
      <Ground from={4} to={156} />
      <Padlock x={24} y={72} unit={8} state="open" />
      <Key x={96} y={88} className="drawing-is-made" />
    </Canvas>
  );
}

/** The padlock closes on the box. */
export function Closing(drawn: Drawn): ReactNode {
  return (
    <Canvas {...drawn}>
      <Ground from={4} to={156} />
      <ClosedBox x={44} y={60} />
      <Padlock x={67.5} y={77} unit={5} state="closing" />
    </Canvas>
  );
}

/** It did not work; the box is as it was. */
export function Failed(drawn: Drawn): ReactNode {
  return (
    <Canvas {...drawn}>
      <Ground from={4} to={156} />
      <ClosedBox x={44} y={60} />
      <Padlock x={67.5} y={77} unit={5} />
      <Badge x={116} y={96} kind="care" />
    </Canvas>
  );
}
