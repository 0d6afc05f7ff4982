import type { Language } from "@pct/messages/portal";
import type { ReactNode } from "react";

import { translator } from "../../i18n/translator";
import { LinkButton } from "../../ui/button";

/** The text for an address without a page. */
export function NotFoundMessage({
  language,
  heading: Heading = "h1",
}: Readonly<{ language: Language; heading?: "h1" | "h2" }>): ReactNode {
  const t = translator(language, "site");
  return (
    <section lang={language} className="flex flex-col items-start gap-4">
      <Heading className="text-display">{t("notFound.title")}</Heading>
      <p className="max-w-lines text-lead text-soft">{t("notFound.text")}</p>
      <LinkButton href={`/${language}/`} kind="primary">
        {t("notFound.home")}
      </LinkButton>
    </section>
  );
}
