/** A moment as people say it, on this device's clock and calendar; for the `{date}` and `{time}` of texts. */
export function momentIn(
  language: string,
  time: number,
): { readonly date: string; readonly time: string } {
  const locale = language === "es" ? "es-419" : "en-GB";
  const write = (options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(locale, options).format(time);
  return {
    // A comma behind the day of the week would cut the sentence in two.
    date: write({ weekday: "long", day: "numeric", month: "long" }).replace(",", ""),
    time: write({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" }),
  };
}
