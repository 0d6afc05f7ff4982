import type { Metadata } from "next";
import type { ReactNode } from "react";

import { languageOf, languages } from "#/i18n/language";
import { translator } from "#/i18n/translator";
import { OfflineRegistration } from "#/screens/shell/offline-registration";
import { Shell } from "#/screens/shell/shell";
import { ThemeScript } from "#/screens/shell/theme-script";
import { fontClasses } from "#/ui/fonts";

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
    // ThemeScript sets an attribute on it before hydration.
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
