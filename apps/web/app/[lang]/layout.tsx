import type { Metadata } from "next";
import type { ReactNode } from "react";

import { fontClasses } from "../../src/design/fonts";
import { OfflineCopy } from "../../src/offline/offline-copy";
import { Shell } from "../../src/shell/shell";
import { ThemeAtOnce } from "../../src/shell/theme-at-once";
import { languageOf, languages } from "../../src/texts/language";
import { translator } from "../../src/texts/translator";

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
        <ThemeAtOnce />
      </head>
      <body>
        <Shell language={language}>{children}</Shell>
        <OfflineCopy />
      </body>
    </html>
  );
}
