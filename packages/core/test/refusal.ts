import { expect } from "vitest";

import { PctError } from "@pct/core";
import type { PctErrorCode, PctErrorParams } from "@pct/core";

/** The error with which something is refused; anything but a {@link PctError} is a failed test. */
export async function refusal(action: () => unknown): Promise<PctError> {
  let result: unknown;
  try {
    result = await action();
  } catch (error) {
    if (error instanceof PctError) return error;
    throw error;
  }
  throw new Error(`not refused: ${typeof result}`);
}

/** Expects a refusal for exactly this reason, with exactly these facts. */
export async function expectRefused<Code extends PctErrorCode>(
  action: () => unknown,
  code: Code,
  params: PctErrorParams[Code] | Record<string, never> = {},
): Promise<void> {
  const error = await refusal(action);
  expect({ code: error.code, params: error.params }).toEqual({ code, params });
}

/** `"accepted"`, or the code with which it was refused. */
export async function outcome(action: () => unknown): Promise<"accepted" | PctErrorCode> {
  try {
    await action();
    return "accepted";
  } catch (error) {
    if (error instanceof PctError) return error.code as PctErrorCode;
    throw error;
  }
}
