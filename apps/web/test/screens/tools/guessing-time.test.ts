import { expect, it } from "vitest";

import { guessingTime, rateEntropy } from "#/screens/tools/guessing-time.js";

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
])("returns the time to guess %f bits", (bits, time) => {
  expect(guessingTime(bits)).toEqual(time);
});

it("rates the defaults of pct as strong", () => {
  expect(rateEntropy(119.04)).toBe("strong");
  expect(rateEntropy(66)).toBe("strong");
  expect(rateEntropy(44)).toBe("fair");
  expect(rateEntropy(23)).toBe("weak");
});
