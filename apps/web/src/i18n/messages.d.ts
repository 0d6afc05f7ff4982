import type { Language, PortalTexts } from "@pct/messages/portal";

/** Types the keys and arguments of `useTranslations`. */
declare module "use-intl/core" {
  interface AppConfig {
    Locale: Language;
    Messages: PortalTexts;
  }
}
