"use client";

import { ArrowLeft } from "lucide-react";
import type { ReactNode } from "react";
import { useLocale, useTranslations } from "use-intl/react";

import { IntentLink } from "../../ui/intent-link";
import { Page } from "../../ui/page";
import { Facts, TechnicalDetails } from "../../ui/technical-details";

/** The frame of a tool, with the equivalent `pct` command. */
export function ToolPage({
  title,
  lead,
  command,
  details,
  children,
}: Readonly<{
  title: string;
  lead: string;
  command: string;
  details?: ReactNode;
  children: ReactNode;
}>): ReactNode {
  const t = useTranslations("tools");
  return (
    <Page title={title} lead={lead}>
      {children}
      <TechnicalDetails title={t("details")}>
        {details}
        <Facts facts={[{ name: t("command"), value: command, mono: true }]} />
      </TechnicalDetails>
      <nav>
        <IntentLink
          href={`/${useLocale()}/tools/`}
          className="prose-link inline-flex min-h-11 items-center gap-2"
        >
          <ArrowLeft aria-hidden className="size-5 shrink-0" />
          {t("all")}
        </IntentLink>
      </nav>
    </Page>
  );
}
