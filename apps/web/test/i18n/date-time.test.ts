import { expect, it } from "vitest";

import { momentIn } from "../../src/i18n/date-time";

const EVENING = new Date(2026, 10, 24, 18, 0).getTime();

it("says a moment as people do, without a comma that would cut the sentence", () => {
  expect(momentIn("es", EVENING)).toEqual({ date: "martes 24 de noviembre", time: "18:00" });
  expect(momentIn("en", EVENING)).toEqual({ date: "Tuesday 24 November", time: "18:00" });
});

it("writes midnight as the beginning of its day", () => {
  const midnight = new Date(2026, 0, 1).getTime();
  expect(momentIn("es", midnight)).toEqual({ date: "jueves 1 de enero", time: "00:00" });
});
