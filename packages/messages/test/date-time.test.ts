import { expect, it } from "vitest";

import { dateTime } from "@pct/messages/date-time";

const EVENING = new Date(2026, 10, 24, 18, 0).getTime();

it("formats date and time without a comma after the weekday", () => {
  expect(dateTime("es", EVENING)).toEqual({ date: "martes 24 de noviembre", time: "18:00" });
  expect(dateTime("en", EVENING)).toEqual({ date: "Tuesday 24 November", time: "18:00" });
});

it("formats midnight as 00:00", () => {
  const midnight = new Date(2026, 0, 1).getTime();
  expect(dateTime("es", midnight)).toEqual({ date: "jueves 1 de enero", time: "00:00" });
});
