import type { Language } from "@pct/messages/portal";
import type { ReactNode } from "react";

import { translator } from "../../i18n/translator";
import { buttonClass } from "../../ui/button-class";

/** Where a person who followed a wrong address may want to go. */
const WAYS = [
  { name: "receive", path: "request" },
  { name: "send", path: "send" },
  { name: "help", path: "help" },
] as const;

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
      <p className="max-w-lines">{t("notFound.link")}</p>
      <a href={`/${language}/`} className={buttonClass("primary")}>
        {t("notFound.home")}
      </a>
      <ul className="flex flex-col">
        {WAYS.map(({ name, path }) => (
          <li key={name}>
            <a
              href={`/${language}/${path}/`}
              className="prose-link inline-flex min-h-11 items-center"
            >
              {t(`notFound.${name}`)}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
