import type { ReactNode } from "react";

import { languages } from "#/i18n/language";
import { LanguageRedirect } from "#/i18n/language-redirect";
import { translator } from "#/i18n/translator";
import { buttonClass } from "#/ui/button-class";
import { Logo } from "#/ui/drawings/objects";
import { fontClasses } from "#/ui/fonts";

/** The address without a language. The portal's server redirects it; other file servers show this. */
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
            <a key={language} href={`/${language}/`} className={buttonClass("secondary")}>
              <span lang={language}>{translator(language, "site")("language")}</span>
            </a>
          ))}
        </main>
        <LanguageRedirect />
      </body>
    </html>
  );
}
