import type { Metadata } from "next";
import type { ReactNode } from "react";

import { fontClasses } from "../../src/ui/fonts";
import { OfflineRegistration } from "../../src/screens/shell/offline-registration";
import { Shell } from "../../src/screens/shell/shell";
import { ThemeScript } from "../../src/screens/shell/theme-script";
import { languageOf, languages } from "../../src/i18n/language";
import { translator } from "../../src/i18n/translator";

export const dynamicParams = false;

export function generateStaticParams(): { lang: string }[] {
  return languages.map((lang) => ({ lang }));
}

export async function generateMetadata({ params }: LayoutProps<"/[lang]">): Promise<Metadata> {
  const language = languageOf(await params);
  const t = translator(language, "site");
  return {
    title: { default: t("name"), template: `%s · ${t("shortName")}` },
    applicationName: t("shortName"),
    description: t("description"),
    manifest: `/${language}/manifest.webmanifest`,
  };
}

export default async function LanguageLayout({
  children,
  params,
}: LayoutProps<"/[lang]">): Promise<ReactNode> {
  const language = languageOf(await params);
  return (
    // The theme is written on it before React is there.
    <html lang={language} className={fontClasses} suppressHydrationWarning>
      <head>
        <ThemeScript />
      </head>
      <body>
        <Shell language={language}>{children}</Shell>
        <OfflineRegistration />
      </body>
    </html>
  );
}
