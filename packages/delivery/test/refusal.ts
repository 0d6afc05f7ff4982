import { DeliveryError } from "@pct/delivery";
import type { DeliveryErrorCode } from "@pct/delivery";

/** The error with which something is refused; anything but a {@link DeliveryError} is a failed test. */
export async function refusal(action: () => unknown): Promise<DeliveryError> {
  try {
    await action();
  } catch (error) {
    if (error instanceof DeliveryError) return error;
    throw error;
  }
  throw new Error("not refused");
}

/** `"accepted"`, or the code with which it was refused. */
export async function outcome(action: () => unknown): Promise<"accepted" | DeliveryErrorCode> {
  try {
    await action();
    return "accepted";
  } catch (error) {
    if (error instanceof DeliveryError) return error.code as DeliveryErrorCode;
    throw error;
  }
}
