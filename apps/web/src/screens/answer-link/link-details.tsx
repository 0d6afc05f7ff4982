"use client";

import type { ReactNode } from "react";
import { useLocale, useTranslations } from "use-intl/react";

import { Facts, TechnicalDetails } from "../../ui/technical-details";
import type { OpenRequest } from "./answer-state";

/** What an administrator may want to know of a request, and how to answer it without this page. */
export function RequestDetails({ open }: Readonly<{ open: OpenRequest }>): ReactNode {
  const t = useTranslations("answer.details");
  const language = useLocale();
  const { request, padlock } = open;
  const bytes = new Intl.NumberFormat(language).format(request.maxBytes);
  return (
    <TechnicalDetails title={t("title")}>
      <Facts
        facts={[
          { name: t("key"), value: t("keyValue", { bits: padlock.bits.toString() }) },
          { name: t("fingerprint"), value: padlock.fingerprint, mono: true },
          { name: t("id"), value: t("idValue", { id: request.id }) },
          { name: t("format"), value: t("formatValue") },
          { name: t("limit"), value: t("limitValue", { bytes }) },
          { name: t("command"), value: `pct send ${location.origin}/s/${request.id}`, mono: true },
        ]}
      />
    </TechnicalDetails>
  );
}
