import { expect, it } from "vitest";

import { guessingTime, worthOf } from "../../../src/screens/tools/guessing-time";

it.each([
  [0, { unit: "moment" }],
  [40, { unit: "moment" }],
  [41, { unit: "seconds", count: 1 }],
  [47, { unit: "minutes", count: 1 }],
  [52.7, { unit: "hours", count: 1 }],
  [57.3, { unit: "days", count: 1 }],
  [66, { unit: "years", count: 1 }],
  [77, { unit: "years", count: 2400 }],
  [119, { unit: "ages" }],
  [5000, { unit: "ages" }],
])("%f bits take that long", (bits, time) => {
  expect(guessingTime(bits)).toEqual(time);
});

it("calls strong what pct makes when nothing is said", () => {
  expect(worthOf(119.04)).toBe("strong");
  expect(worthOf(66)).toBe("strong");
  expect(worthOf(44)).toBe("fair");
  expect(worthOf(23)).toBe("weak");
});
