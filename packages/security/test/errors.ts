import { isSecurityError } from "#/index.js";
import type { SecurityErrorCode } from "#/index.js";

/** `"accepted"`, or the code that `call` fails with. Any other error fails the test. */
export async function refusal(call: () => unknown): Promise<SecurityErrorCode | "accepted"> {
  try {
    await call();
    return "accepted";
  } catch (error) {
    if (isSecurityError(error)) return error.code;
    throw error;
  }
}
