"use client";

import Link from "next/link";
import { useState } from "react";
import type { ComponentProps, ReactNode } from "react";

/**
 * A link within the portal. Prefetches its page on hover, touch or focus instead of when it becomes
 * visible, so that the first page loads little.
 */
export function IntentLink(
  link: Readonly<Omit<ComponentProps<typeof Link>, "prefetch">>,
): ReactNode {
  const [isIntended, setIsIntended] = useState(false);
  const prefetch = (): void => {
    setIsIntended(true);
  };
  return (
    <Link
      {...link}
      prefetch={isIntended ? null : false}
      onPointerEnter={prefetch}
      onTouchStart={prefetch}
      onFocus={prefetch}
    />
  );
}
