import type { ReactNode } from "react";

/** The primary action of a long form, in view wherever the person is in it. */
export function ActionBar({ children }: Readonly<{ children: ReactNode }>): ReactNode {
  return <div className="action-bar flex flex-col gap-1">{children}</div>;
}
