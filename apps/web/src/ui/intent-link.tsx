"use client";

import Link from "next/link";
import { useState } from "react";
import type { ComponentProps, ReactNode } from "react";

/**
 * A link within the portal. Its page is fetched when one points at it or reaches it with the
 * keyboard, not when it comes into sight: the first page stays light.
 */
export function IntentLink(
  link: Readonly<Omit<ComponentProps<typeof Link>, "prefetch">>,
): ReactNode {
  const [meant, setMeant] = useState(false);
  const fetchNow = (): void => {
    setMeant(true);
  };
  return (
    <Link
      {...link}
      prefetch={meant ? null : false}
      onPointerEnter={fetchNow}
      onTouchStart={fetchNow}
      onFocus={fetchNow}
    />
  );
}
