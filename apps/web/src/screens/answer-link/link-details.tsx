"use client";

import type { ReactNode } from "react";
import { useLocale, useTranslations } from "use-intl/react";

import { Facts, TechnicalDetails } from "../../ui/technical-details";
import type { AnswerableRequest } from "./answer-state";

/** Technical details of a request, and the command that answers it. */
export function LinkDetails({ open }: Readonly<{ open: AnswerableRequest }>): ReactNode {
  const t = useTranslations("answer.details");
  const language = useLocale();
  const { request, key } = open;
  const bytes = new Intl.NumberFormat(language).format(request.maxBytes);
  return (
    <TechnicalDetails title={t("title")}>
      <Facts
        facts={[
          ...(key.keyType === "rsa"
            ? [
                { name: t("key"), value: t("keyValue", { bits: key.bits.toString() }) },
                { name: t("fingerprint"), value: key.fingerprint, mono: true },
              ]
            : [{ name: t("key"), value: t("keyPostQuantum") }]),
          { name: t("id"), value: t("idValue", { id: request.id }) },
          { name: t("format"), value: t("formatValue") },
          { name: t("limit"), value: t("limitValue", { bytes }) },
          {
            name: t("command"),
            value: `pct send ${location.origin}/s/${request.id}`,
            mono: true,
          },
        ]}
      />
    </TechnicalDetails>
  );
}
