import type { ReactNode } from "react";

import { LinkButton } from "../src/ui/button";
import { Logo } from "../src/ui/drawings/objects";
import { fontClasses } from "../src/ui/fonts";
import { languages } from "../src/i18n/language";
import { LanguageRedirect } from "../src/i18n/language-redirect";
import { translator } from "../src/i18n/translator";

/** The address without a language: our server redirects it, any other file server shows this. */
export default function LanguageChoice(): ReactNode {
  return (
    <html lang="es" className={fontClasses}>
      <body>
        <main className="mx-auto flex max-w-column flex-col items-start gap-6 px-4 py-16">
          <h1 className="flex items-center gap-2 text-display">
            <Logo />
            PCT
          </h1>
          {languages.map((language) => (
            <LinkButton key={language} href={`/${language}/`}>
              <span lang={language}>{translator(language, "site")("language")}</span>
            </LinkButton>
          ))}
        </main>
        <LanguageRedirect />
      </body>
    </html>
  );
}
