"use client";

import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";

import type { KeptRequest } from "../../crypto/interface/requests";
import { Facts, TechnicalDetails } from "../../ui/technical-details";

/** Technical details of a request. */
export function RequestDetails({ request }: Readonly<{ request: KeptRequest }>): ReactNode {
  const t = useTranslations("request.technical");
  return (
    <TechnicalDetails title={t("title")}>
      <Facts
        facts={[
          { name: t("id"), value: request.id, mono: true },
          { name: t("command"), value: `pct send '${request.link}'`, mono: true },
          {
            name: t("key"),
            value: t(request.keyType === "mlkem768x25519" ? "keyText" : "rsaKeyText"),
          },
          { name: t("server"), value: t("serverText") },
        ]}
      />
      <p className="max-w-lines">{t("idText")}</p>
    </TechnicalDetails>
  );
}
