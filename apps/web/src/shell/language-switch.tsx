"use client";

import type { Language } from "@pct/messages/portal";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";
import type { ReactNode } from "react";

/** Set while the page is being built anew in the other language. */
let changing = false;

/** The same page in the other language, at the same place, with what has been typed. */
export function LanguageSwitch({
  other,
  name,
}: Readonly<{ other: Language; name: string }>): ReactNode {
  const link = useRef<HTMLAnchorElement>(null);
  const path = usePathname();
  useEffect(() => {
    if (!changing) return;
    changing = false;
    // The link that had the focus is gone; this one is in its place.
    link.current?.focus({ preventScroll: true });
  }, []);
  return (
    <Link
      ref={link}
      href={path.replace(/^\/[a-z]+/, `/${other}`)}
      hrefLang={other}
      lang={other}
      scroll={false}
      // Few people change it, and the page for what is missing has no other language to load.
      prefetch={false}
      onClick={() => {
        changing = true;
      }}
      className="flex min-h-11 items-center rounded-card px-2.5 text-small text-soft hover:bg-wash hover:text-ink"
    >
      {name}
    </Link>
  );
}
