"use client";

import type { Language } from "@pct/messages/portal";
import Link from "next/link";
import { usePathname, useRouter } from "next/navigation";
import { useEffect, useRef, useSyncExternalStore } from "react";
import type { MouseEvent, ReactNode, RefObject } from "react";

import { addressIn, isLinkScreen, screenAt } from "../../i18n/paths";

/** Set while the page is being built anew in the other language. */
let changing = false;

type Props = Readonly<{ other: Language; name: string }>;

const LOOK =
  "flex min-h-11 items-center rounded-card px-2.5 text-small text-soft hover:bg-wash hover:text-ink";

/** The same page in the other language, at the same place, with what has been typed. */
export function LanguageSwitch({ other, name }: Props): ReactNode {
  return isLinkScreen(usePathname()) ? (
    <LinkLanguageSwitch other={other} name={name} />
  ) : (
    <PageLanguageSwitch other={other} name={name} />
  );
}

/** For a page of its own address, which keeps what follows `#`. */
function PageLanguageSwitch({ other, name }: Props): ReactNode {
  const link = useFocusAfterChange();
  const router = useRouter();
  const page = addressIn(other, usePathname());
  const fragment = useSyncExternalStore(onFragment, currentFragment, unknownFragment);
  return (
    <Link
      ref={link}
      href={page + (fragment ?? "")}
      hrefLang={other}
      lang={other}
      scroll={false}
      // Few people change it, and the page for what is missing has no other language to load.
      prefetch={false}
      onNavigate={(event) => {
        changing = true;
        // The fragment as it is now: the portal's own links change it without a word.
        const { hash } = location;
        if (hash === fragment) return;
        event.preventDefault();
        router.push(page + hash, { scroll: false });
      }}
      className={LOOK}
    >
      {name}
    </Link>
  );
}

/**
 * For the page that all links share. Only the page itself can be loaded without leaving it, and its
 * screen then puts the address of the link back; what is opened in another tab has it from the start.
 */
function LinkLanguageSwitch({ other, name }: Props): ReactNode {
  const link = useFocusAfterChange();
  const path = usePathname();
  const router = useRouter();
  const fragment = useSyncExternalStore(onFragment, currentFragment, unknownFragment);
  const page = `/${other}${screenAt(path)}`;
  const changeHere = (event: MouseEvent): void => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    changing = true;
    router.push(page, { scroll: false });
  };
  return (
    <a
      ref={link}
      href={fragment === null ? page : addressIn(other, path) + fragment}
      hrefLang={other}
      lang={other}
      onClick={changeHere}
      className={LOOK}
    >
      {name}
    </a>
  );
}

/** The switch that had the focus is gone; this one is in its place. */
function useFocusAfterChange(): RefObject<HTMLAnchorElement | null> {
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (!changing || link.current === null) return;
    changing = false;
    link.current.focus({ preventScroll: true });
  }, []);
  return link;
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
