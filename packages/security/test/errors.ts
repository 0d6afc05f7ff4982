import { expect } from "vitest";

import { SecurityError } from "#/index.js";
import type { SecurityErrorCode } from "#/index.js";

/** The code with which a call was refused; anything but a {@link SecurityError} is a failure. */
export async function refusal(call: () => unknown): Promise<SecurityErrorCode | "accepted"> {
  try {
    await call();
    return "accepted";
  } catch (error) {
    expect(error).toBeInstanceOf(SecurityError);
    return (error as SecurityError).code;
  }
}
