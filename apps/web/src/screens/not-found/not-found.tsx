import type { Language } from "@pct/messages/portal";
import type { ReactNode } from "react";

import { translator } from "../../i18n/translator";
import { buttonClass } from "../../ui/button-class";

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
      <a href={`/${language}/`} className={buttonClass("primary")}>
        {t("notFound.home")}
      </a>
    </section>
  );
}
