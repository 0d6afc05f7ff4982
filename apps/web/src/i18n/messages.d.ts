import type { Language, PortalTexts } from "@pct/messages/portal";

/** Tells `useTranslations` which keys there are and which arguments each message takes. */
declare module "use-intl/core" {
  interface AppConfig {
    Locale: Language;
    Messages: PortalTexts;
  }
}
