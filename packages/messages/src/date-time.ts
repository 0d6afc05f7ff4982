/**
 * Formats a point in time for the `{date}` and `{time}` of a sentence, in the time zone of this device.
 *
 * @param language - `es`, or English for anything else.
 * @param time - Milliseconds since 1970.
 *
 * @example
 * ```ts
 * import { dateTime } from "@pct/messages/date-time";
 *
 * const { date, time } = dateTime("en", Date.parse("2026-11-24T18:00:00"));
 * console.log(`${date} at ${time}`); // "Tuesday 24 November at 18:00"
 * ```
 */
export function dateTime(
  language: string,
  time: number,
): { readonly date: string; readonly time: string } {
  const locale = language === "es" ? "es-419" : "en-GB";
  const write = (options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(locale, options).format(time);
  return {
    // A comma after the weekday would split the sentence.
    date: write({ weekday: "long", day: "numeric", month: "long" }).replace(",", ""),
    time: write({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" }),
  };
}
