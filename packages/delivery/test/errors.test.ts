import { expect, it } from "vitest";

import { DeliveryError } from "@pct/delivery";

it("an error is its code and facts, which nobody can change", () => {
  const error = new DeliveryError("delivery-too-large", { bytes: 2, maximum: 1 });
  expect(error).toBeInstanceOf(Error);
  expect(error.name).toBe("DeliveryError");
  expect(error.message).toBe("delivery-too-large");
  expect(error.params).toEqual({ bytes: 2, maximum: 1 });
  expect(Object.isFrozen(error.params)).toBe(true);
  expect(new DeliveryError("request-altered").params).toEqual({});
});
