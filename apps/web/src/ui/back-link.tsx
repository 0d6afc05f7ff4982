import { ArrowLeft } from "lucide-react";
import type { ReactNode } from "react";

import { buttonClass } from "./button-class";
import { IntentLink } from "./intent-link";

/** The way back to the list or the choice that a view came from, at its end. */
export function BackLink({
  href,
  children,
}: Readonly<{ href: string; children: ReactNode }>): ReactNode {
  const look = `${buttonClass("quiet")} self-start`;
  const content = (
    <>
      <ArrowLeft aria-hidden className="size-5 shrink-0" />
      {children}
    </>
  );
  // A fragment changes the view without the router.
  return href.startsWith("#") ? (
    <a href={href} className={look}>
      {content}
    </a>
  ) : (
    <IntentLink href={href} className={look}>
      {content}
    </IntentLink>
  );
}
