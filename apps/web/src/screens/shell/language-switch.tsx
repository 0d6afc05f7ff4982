"use client";

import type { Language } from "@pct/messages/portal";
import Link from "next/link";
import { usePathname, useRouter } from "next/navigation";
import { useEffect, useRef, useSyncExternalStore } from "react";
import type { MouseEvent, ReactNode, RefObject } from "react";

import { isLinkScreen, localizedPath, screenPath } from "../../i18n/paths";

/** Set from the click until the page in the other language is mounted. */
let isChanging = false;

type Props = Readonly<{ other: Language; name: string }>;

const LINK_CLASS =
  "flex min-h-11 items-center rounded-card px-2.5 text-small text-soft hover:bg-wash hover:text-ink";

/** Switches to the same page in the other language, and keeps the scroll position and typed text. */
export function LanguageSwitch({ other, name }: Props): ReactNode {
  return isLinkScreen(usePathname()) ? (
    <LinkLanguageSwitch other={other} name={name} />
  ) : (
    <PageLanguageSwitch other={other} name={name} />
  );
}

/** For pages with a path of their own. Keeps the fragment. */
function PageLanguageSwitch({ other, name }: Props): ReactNode {
  const link = useFocusAfterChange();
  const router = useRouter();
  const page = localizedPath(other, usePathname());
  const fragment = useSyncExternalStore(subscribeToFragment, currentFragment, unknownFragment);
  return (
    <Link
      ref={link}
      href={page + (fragment ?? "")}
      hrefLang={other}
      lang={other}
      scroll={false}
      // Not worth a prefetch: few people switch, and a 404 page has no other language.
      prefetch={false}
      onNavigate={(event) => {
        isChanging = true;
        // Read it again: the router changes the fragment without a `hashchange` event.
        const { hash } = location;
        if (hash === fragment) return;
        event.preventDefault();
        router.push(page + hash, { scroll: false });
      }}
      className={LINK_CLASS}
    >
      {name}
    </Link>
  );
}

/**
 * For the page that serves all request links. The router can only navigate to the exported page, so
 * its screen restores the link's path afterwards. A new tab opens the link's path itself.
 */
function LinkLanguageSwitch({ other, name }: Props): ReactNode {
  const link = useFocusAfterChange();
  const path = usePathname();
  const router = useRouter();
  const fragment = useSyncExternalStore(subscribeToFragment, currentFragment, unknownFragment);
  const page = `/${other}${screenPath(path)}`;
  const changeHere = (event: MouseEvent): void => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    isChanging = true;
    router.push(page, { scroll: false });
  };
  return (
    <a
      ref={link}
      href={fragment === null ? page : localizedPath(other, path) + fragment}
      hrefLang={other}
      lang={other}
      onClick={changeHere}
      className={LINK_CLASS}
    >
      {name}
    </a>
  );
}

/** Focuses the new switch after a change: the one that was focused is unmounted. */
function useFocusAfterChange(): RefObject<HTMLAnchorElement | null> {
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (!isChanging || link.current === null) return;
    isChanging = false;
    link.current.focus({ preventScroll: true });
  }, []);
  return link;
}

function subscribeToFragment(listener: () => void): () => void {
  addEventListener("hashchange", listener);
  return () => {
    removeEventListener("hashchange", listener);
  };
}

function currentFragment(): string {
  return location.hash;
}

/** During the build there is no address. */
function unknownFragment(): null {
  return null;
}
