import type { ReactNode } from "react";

/** Text for screen readers only, in place of a picture. */
export function VisuallyHidden({ children }: Readonly<{ children: ReactNode }>): ReactNode {
  return <span className="sr-only">{children}</span>;
}
