"use client";

import type { Language } from "@pct/messages/portal";
import Link from "next/link";
import { usePathname, useRouter } from "next/navigation";
import { useEffect, useRef, useSyncExternalStore } from "react";
import type { ReactNode } from "react";

import { addressIn, linkPath, screenAt } from "../texts/address";

/** Set while the page is being built anew in the other language. */
let changing = false;

/** The same page in the other language, at the same place, with what has been typed. */
export function LanguageSwitch({
  other,
  name,
}: Readonly<{ other: Language; name: string }>): ReactNode {
  const link = useRef<HTMLAnchorElement>(null);
  const path = usePathname();
  const router = useRouter();
  const fragment = useSyncExternalStore(onFragment, currentFragment, unknownFragment);
  const pageInOther = `/${other}${screenAt(path)}`;
  const isLink = linkPath(path) !== null;
  useEffect(() => {
    if (!changing) return;
    changing = false;
    // The link that had the focus is gone; this one is in its place.
    link.current?.focus({ preventScroll: true });
  }, []);
  return (
    <Link
      ref={link}
      // The page was built for every link and fragment: which ones they are can be said once it is alive.
      href={fragment === null ? pageInOther : addressIn(other, path) + fragment}
      hrefLang={other}
      lang={other}
      scroll={false}
      // Few people change it, and the page for what is missing has no other language to load.
      prefetch={false}
      onNavigate={(event) => {
        changing = true;
        // The fragment as it is now: the portal's own links change it without a word.
        const { hash } = location;
        if (!isLink && hash === fragment) return;
        event.preventDefault();
        // Only the page itself can be loaded without leaving it; a link's screen then restores the address.
        router.push(isLink ? pageInOther : pageInOther + hash, { scroll: false });
      }}
      className="flex min-h-11 items-center rounded-card px-2.5 text-small text-soft hover:bg-wash hover:text-ink"
    >
      {name}
    </Link>
  );
}

function onFragment(listener: () => void): () => void {
  addEventListener("hashchange", listener);
  return () => {
    removeEventListener("hashchange", listener);
  };
}

function currentFragment(): string {
  return location.hash;
}

/** While pages are built, there is no address. */
function unknownFragment(): null {
  return null;
}
