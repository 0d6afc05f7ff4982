import type { Language } from "@pct/messages/portal";
import type { ReactNode } from "react";

import manifest from "../../../package.json";
import { translator } from "../../i18n/translator";
import type { Translator } from "../../i18n/translator";
import { Notice } from "../../ui/notice";
import { HomeLink } from "./home-link";
import { LanguageSwitch } from "./language-switch";
import { Navigation } from "./navigation";
import { PlatformNotice } from "./platform-notice";
import type { MissingFeatureTexts } from "./platform-notice";
import { ThemeSwitch } from "./theme-switch";

type ShellTexts = Translator<"shell">;

/** The sections, each with its first page. */
const SECTIONS = [
  ["receive", "request"],
  ["send", "send"],
  ["tools", "tools"],
  ["mfa", "mfa"],
  ["help", "help"],
] as const;

/** The frame of every screen: header, notices and footer. */
export function Shell({
  language,
  children,
}: Readonly<{ language: Language; children: ReactNode }>): ReactNode {
  const t = translator(language, "shell");
  return (
    <div className="flex min-h-dvh flex-col">
      <a
        href="#content"
        className="sr-only focus:not-sr-only focus:absolute focus:top-2 focus:left-2 focus:z-10 focus:rounded-card focus:bg-action focus:px-4 focus:py-2.5 focus:text-on-action"
      >
        {t("skip")}
      </a>
      <Header language={language} t={t} />
      <main
        id="content"
        tabIndex={-1}
        className="mx-auto flex w-full max-w-column flex-1 flex-col gap-6 px-4 pt-6 pb-8 outline-none tablet:pt-10 tablet:pb-16"
      >
        <noscript>
          <Notice kind="danger">
            <p>{t("platform.noScript.user")}</p>
            <p className="text-small text-soft">{t("platform.noScript.administrator")}</p>
          </Notice>
        </noscript>
        <PlatformNotice
          words={{
            insecure: missingFeatureTexts(t, "insecure"),
            crypto: missingFeatureTexts(t, "crypto"),
            storage: missingFeatureTexts(t, "storage"),
            full: missingFeatureTexts(t, "full"),
          }}
        />
        {children}
      </main>
      <Footer t={t} />
    </div>
  );
}

function Header({ language, t }: Readonly<{ language: Language; t: ShellTexts }>): ReactNode {
  return (
    <header className="border-b border-line">
      <div className="mx-auto flex min-h-14 max-w-column flex-wrap items-center px-4">
        <HomeLink href={`/${language}/`} label={t("home")} />
        <span className="min-w-0 flex-1" />
        <Navigation
          label={t("navigation")}
          menu={t("menu")}
          destinations={SECTIONS.map(([section, page]) => ({
            href: `/${language}/${page}/`,
            name: t(section),
          }))}
        />
        <LanguageSwitch other={language === "es" ? "en" : "es"} name={t("otherLanguage")} />
        <ThemeSwitch label={t("theme")} />
      </div>
    </header>
  );
}

function Footer({ t }: Readonly<{ t: ShellTexts }>): ReactNode {
  return (
    <footer className="border-t border-line">
      <div className="mx-auto flex max-w-column flex-col gap-1 px-4 py-6 text-small text-soft">
        <p>{t("trust")}</p>
        <p>
          {t("licence")} · {t("version", { version: manifest.version })}
        </p>
      </div>
    </footer>
  );
}

function missingFeatureTexts(
  t: ShellTexts,
  missing: "insecure" | "crypto" | "storage" | "full",
): MissingFeatureTexts {
  return {
    user: t(`platform.${missing}.user`),
    administrator: t(`platform.${missing}.administrator`),
  };
}
