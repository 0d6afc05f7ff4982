import { expect, expectTypeOf, it } from "vitest";

import { DeliveryError, isDeliveryError } from "@pct/delivery/errors";
import type { AnyDeliveryError, DeliveryErrorCode, NoParams } from "@pct/delivery/errors";

it("an error has its code and frozen params", () => {
  const error = new DeliveryError("delivery-too-large", { bytes: 2, maximum: 1 });
  expect(error).toBeInstanceOf(Error);
  expect(error.name).toBe("DeliveryError");
  expect(error.message).toBe("delivery-too-large");
  expect(error.params).toEqual({ bytes: 2, maximum: 1 });
  expect(Object.isFrozen(error.params)).toBe(true);
  expect(new DeliveryError("request-altered").params).toEqual({});
});

it("isDeliveryError accepts only errors of this package", () => {
  expect(isDeliveryError(new DeliveryError("request-altered"))).toBe(true);
  for (const other of [new Error("request-altered"), { code: "request-altered" }, null]) {
    expect(isDeliveryError(other)).toBe(false);
  }
});

it("narrows params by code", () => {
  const paramsOf = (error: AnyDeliveryError): unknown => {
    expectTypeOf(error.code).toEqualTypeOf<DeliveryErrorCode>();
    switch (error.code) {
      case "relay-failed":
        expectTypeOf(error.params).toEqualTypeOf<Readonly<{ status: number }>>();
        return error.params.status;
      case "request-altered":
        expectTypeOf(error.params).toEqualTypeOf<Readonly<NoParams>>();
        return null;
      default:
        return undefined;
    }
  };
  const error: unknown = new DeliveryError("relay-failed", { status: 503 });
  expect(isDeliveryError(error) ? paramsOf(error) : error).toBe(503);
});
