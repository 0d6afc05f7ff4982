import type { ReactNode } from "react";

import { Canvas, Ground } from "./canvas";
import type { DrawingProps } from "./canvas";
import { KeyInside } from "./key";
import { OpenBox, Padlock } from "./shapes";
import { Slip } from "./slip";

/** The answer is decrypted: the key opens the padlock, and the credential comes out of the box. */
export function Opened({
  isStill = false,
  ...props
}: DrawingProps & Readonly<{ isStill?: boolean }>): ReactNode {
  return (
    <Canvas {...props}>
      <Ground from={4} to={156} />
      <OpenBox x={8} y={60}>
        <Slip x={12} y={-40} turned={-5} />
      </OpenBox>
      <Padlock x={92} y={72} unit={8} state="open" />
      <KeyInside x={112} y={86} turned={-20} className={isStill ? undefined : "drawing-turns"} />
    </Canvas>
  );
}
