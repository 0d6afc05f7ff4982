"use client";

import type { ReactNode } from "react";
import { useLocale, useTranslations } from "use-intl/react";

import { BackLink } from "../../ui/back-link";
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
      <nav className="flex flex-col">
        <BackLink href={`/${useLocale()}/tools/`}>{t("all")}</BackLink>
      </nav>
    </Page>
  );
}
