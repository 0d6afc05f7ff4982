/** Formats a time (milliseconds since 1970) in the device's time zone, for `{date}` and `{time}` in texts. */
export function dateTime(
  language: string,
  time: number,
): { readonly date: string; readonly time: string } {
  const locale = language === "es" ? "es-419" : "en-GB";
  const format = (options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(locale, options).format(time);
  return {
    // Without the comma after the weekday, which would split the sentence.
    date: format({ weekday: "long", day: "numeric", month: "long" }).replace(",", ""),
    time: format({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" }),
  };
}
