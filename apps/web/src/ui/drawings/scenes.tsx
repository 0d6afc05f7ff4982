import type { ReactNode } from "react";

import { Canvas, Dashes, Ground } from "./canvas";
import type { DrawingProps } from "./canvas";
import { Key } from "./key";
import { Opened } from "./opened";
import { LockedBox, Padlock } from "./shapes";
import { Slip } from "./slip";

/** Step 1: an open padlock leaves the screen; its key stays there. */
export function AskScene(props: DrawingProps): ReactNode {
  return (
    <Canvas {...props}>
      <Ground from={4} to={156} />
      <rect x="12" y="48" width="80" height="50" rx="6" className="fill-sheet" />
      <path d="M4 98H100L96 104H8Z" className="fill-wash" />
      <Key x={36} y={70} />
      <Dashes d="M52 36C64 10 104 10 122 40" />
      <Padlock x={108} y={76} unit={7} state="open" />
    </Canvas>
  );
}

/** Step 2: the credential goes into the box, and the padlock closes. */
export function LockScene(props: DrawingProps): ReactNode {
  return (
    <Canvas {...props}>
      <Ground from={4} to={156} />
      <Slip x={8} y={62} turned={-4} />
      <Dashes d="M34 48C44 16 84 8 108 34" />
      <LockedBox x={76} y={60} />
    </Canvas>
  );
}

/** Step 3: the key opens the padlock, and the credential comes out. */
export function OpenScene(props: DrawingProps): ReactNode {
  return <Opened {...props} isStill />;
}
