import type { Session } from "../program/session.js";

/** A moment as people say it, on this computer's clock and calendar. */
export function describeMoment(
  iso: string,
  { language }: Session,
): { readonly date: string; readonly time: string } {
  const locale = language === "es" ? "es-419" : "en-GB";
  const moment = new Date(iso);
  const write = (options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(locale, options).format(moment);
  return {
    // A comma behind the day of the week would cut the sentence in two.
    date: write({ weekday: "long", day: "numeric", month: "long" }).replace(",", ""),
    time: write({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" }),
  };
}
