import type { ReactNode } from "react";

import { Canvas, Ground } from "./canvas";
import type { DrawingProps } from "./canvas";
import { LockedBox } from "./shapes";

/** The content is being encrypted: the padlock closes on the box. */
export function Closing(props: DrawingProps): ReactNode {
  return (
    <Canvas {...props}>
      <Ground from={4} to={156} />
      <LockedBox x={44} y={60} padlock="closing" />
    </Canvas>
  );
}
