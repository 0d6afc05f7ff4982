"use client";

import { useEffect, useState } from "react";
import type { ReactNode } from "react";

import { brand } from "../../relay/brand";
import type { Brand } from "../../relay/brand";
import { Logo } from "../../ui/drawings/objects";
import { IntentLink } from "../../ui/intent-link";

/**
 * The link to the first page: PCT, or the name and picture of the organization whose portal it is.
 *
 * @param label - Says where it leads, with the name PCT.
 */
export function HomeLink({ href, label }: Readonly<{ href: string; label: string }>): ReactNode {
  const [{ name, logo }, setBrand] = useState<Brand>({ name: null, logo: null });
  useEffect(() => {
    void brand().then(setBrand);
  }, []);
  const shown = name ?? "PCT";
  return (
    <IntentLink
      href={href}
      aria-label={label.replace("PCT", () => shown)}
      className="-ml-1 flex min-h-11 min-w-0 items-center gap-2 rounded-card px-1 text-lead font-bold"
    >
      {logo === null ? (
        <Logo />
      ) : (
        // eslint-disable-next-line @next/next/no-img-element -- the server has one size of it
        <img src={logo} alt="" className="h-8 max-w-32 object-contain" />
      )}
      <span className="min-w-0 truncate">{shown}</span>
    </IntentLink>
  );
}
