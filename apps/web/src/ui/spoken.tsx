import type { ReactNode } from "react";

/** Words for screen readers, where a picture says it to everyone else. */
export function Spoken({ children }: Readonly<{ children: ReactNode }>): ReactNode {
  return <span className="sr-only">{children}</span>;
}
