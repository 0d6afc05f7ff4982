import { expect } from "vitest";

import { isPctError, PctError } from "@pct/core";
import type { PctErrorCode, PctErrorParams } from "@pct/core";

import type { Outcome } from "./expected.js";

/** The {@link PctError} that `action` fails with. Any other error, or none, fails the test. */
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

/** Expects `action` to fail with exactly this code and these params. */
export async function expectRefused<Code extends PctErrorCode>(
  action: () => unknown,
  code: Code,
  params: PctErrorParams[Code] | Record<string, never> = {},
): Promise<void> {
  const error = await refusal(action);
  expect({ code: error.code, params: error.params }).toEqual({ code, params });
}

/** `"accepted"`, or the code that `action` fails with. Any other error fails the test. */
export async function outcome(action: () => unknown): Promise<Outcome> {
  try {
    await action();
    return "accepted";
  } catch (error) {
    if (isPctError(error)) return error.code;
    throw error;
  }
}
