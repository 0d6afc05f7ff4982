import type { ReactNode } from "react";

import { Canvas, Ground } from "./canvas";
import type { DrawingProps } from "./canvas";
import { Key } from "./key";
import { Padlock } from "./shapes";

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
