"use client";

import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";

import type { PastedLink } from "../relay/read-link";
import { LinkButton } from "./button";
import { Notice } from "./notice";

/** Shows where a request link leads that was pasted where a key or a file belongs, before it is opened. */
export function LinkNotice({ link }: Readonly<{ link: PastedLink }>): ReactNode {
  const t = useTranslations("design.link");
  return (
    <Notice
      kind="info"
      title={t("title")}
      live
      action={
        <LinkButton href={link.address} external>
          {t("open")}
        </LinkButton>
      }
    >
      {link.takenFrom !== null && <p>{t("taken", { host: link.takenFrom })}</p>}
      <p className="font-mono text-small break-all">{link.shown}</p>
      <p>{t("check", { host: new URL(link.origin).host })}</p>
    </Notice>
  );
}
