import type { Language } from "@pct/messages";

/**
 * A moment as people say it, on this computer's clock and calendar; for the browser only, since nobody
 * knows a reader's time zone while pages are built.
 *
 * @example
 * ```ts
 * momentText("2026-11-24T17:00:00Z", "es"); // { date: "martes 24 de noviembre", time: "18:00" }
 * ```
 */
export function momentText(
  moment: string | number,
  language: Language,
): { readonly date: string; readonly time: string } {
  const locale = language === "es" ? "es-419" : "en-GB";
  const write = (options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(locale, options).format(new Date(moment));
  return {
    // A comma behind the day of the week would cut the sentence in two.
    date: write({ weekday: "long", day: "numeric", month: "long" }).replace(",", ""),
    time: write({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" }),
  };
}
