import { DeliveryError } from "@pct/delivery";
import type { DeliveryErrorCode } from "@pct/delivery";

/** The {@link DeliveryError} that an action throws; fails for any other result. */
export async function refusal(action: () => unknown): Promise<DeliveryError> {
  try {
    await action();
  } catch (error) {
    if (error instanceof DeliveryError) return error;
    throw error;
  }
  throw new Error("not refused");
}

/** `"accepted"`, or the error code that an action throws. */
export async function outcome(action: () => unknown): Promise<"accepted" | DeliveryErrorCode> {
  try {
    await action();
    return "accepted";
  } catch (error) {
    if (error instanceof DeliveryError) return error.code as DeliveryErrorCode;
    throw error;
  }
}
