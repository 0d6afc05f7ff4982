"use client";

import { Menu } from "lucide-react";
import { usePathname } from "next/navigation";
import { useRef } from "react";
import type { ReactNode } from "react";

import { useScreenTracking } from "../../state/wipe-on-leave";
import { IntentLink } from "../../ui/intent-link";

/** A link to a section of the portal. */
export interface SectionLink {
  readonly href: string;
  readonly name: string;
}

/**
 * Links to the sections: a row, or a menu on phones.
 *
 * The menu is a native popover: it works without script, and closes with Escape or a tap outside.
 */
export function Navigation({
  label,
  menu,
  destinations,
}: Readonly<{
  label: string;
  menu: string;
  destinations: readonly SectionLink[];
}>): ReactNode {
  const list = useRef<HTMLElement>(null);
  const path = usePathname();
  useScreenTracking();
  return (
    <>
      <button
        type="button"
        popoverTarget="sections"
        className="order-last -mr-2.5 flex size-11 shrink-0 items-center justify-center rounded-card text-ink hover:bg-wash tablet:hidden"
        aria-label={menu}
      >
        <Menu aria-hidden className="size-6" />
      </button>
      <nav
        ref={list}
        id="sections"
        popover="auto"
        aria-label={label}
        className="sections-menu rounded-card border border-line bg-sheet p-2 text-ink shadow-soft tablet:border-0 tablet:bg-transparent tablet:p-0 tablet:shadow-none"
      >
        <ul className="flex flex-col tablet:flex-row tablet:flex-wrap">
          {destinations.map(({ href, name }) => (
            <li key={href}>
              <IntentLink
                href={href}
                {...(path.startsWith(href) ? { "aria-current": "page" as const } : {})}
                onClick={() => list.current?.hidePopover()}
                className="flex min-h-11 items-center rounded-card px-4 hover:bg-wash aria-[current]:font-semibold aria-[current]:text-action tablet:px-3 tablet:text-small"
              >
                {name}
              </IntentLink>
            </li>
          ))}
        </ul>
      </nav>
    </>
  );
}
